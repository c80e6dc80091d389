import Type, { type Static } from "typebox";
import { choiceField, configField, flagField, numberField } from "../kit/fields.ts";
import type { NodeSchema } from "../kit/node-schema.ts";

const fields = Type.Object(
  {
    assetType: configField(
      { label: "Asset type", group: "Machine", help: "Gives the channels, their units and the bearing data." },
      "twinloom-asset-type",
      { required: true },
    ),
    windowMinutes: numberField(
      {
        label: "Window",
        unit: "min",
        group: "Window",
        help: "Features are computed over this much of the data's time.",
      },
      { default: 60, minimum: 0.001, maximum: 525_600 },
    ),
    hopMinutes: numberField(
      {
        label: "Hop",
        unit: "min",
        help: "A window ends every hop. 0: as long as the window, so that windows do not overlap.",
      },
      { default: 0, minimum: 0, maximum: 525_600 },
    ),
    latenessSeconds: numberField(
      {
        label: "Allowed lateness",
        unit: "s",
        help: "A window stays open this much of the data's time for samples that come late. Later ones are counted and reported.",
      },
      { default: 60, minimum: 0, maximum: 604_800 },
    ),
    minGoodPercent: numberField(
      {
        label: "Good samples needed",
        unit: "%",
        help: "With a smaller share of good samples in the window, a channel's features are missing, with the reason.",
      },
      { default: 50, minimum: 0, maximum: 100 },
    ),
    waveformFold: choiceField(
      {
        label: "Waveforms of a window",
        group: "Vibration",
        help: "What stands for a window that holds several waveforms.",
      },
      { mean: "mean of their features", newest: "the newest one" },
      { default: "mean" },
    ),
    spectra: flagField(
      {
        label: "Send spectra",
        help: "Sends the spectrum and envelope spectrum of every waveform from the second output.",
      },
      { default: true },
    ),
    store: configField(
      {
        label: "Store",
        group: "History",
        help: "The features of every waveform are kept here under its own time, late ones too. With the store of the source, none is lost by a restart.",
      },
      "twinloom-store",
      { required: false },
    ),
  },
  { additionalProperties: false },
);

export type FeatureExtractorConfig = Static<typeof fields>;

export const schema: NodeSchema<typeof fields> = {
  type: "twinloom-feature-extractor",
  label: "feature extractor",
  summary: "Turns telemetry into features over windows of time, and waveforms into vibration features.",
  category: "twinloom",
  color: "#a8c0b8",
  inputs: 1,
  inputLabel: "telemetry",
  outputLabels: ["features", "spectra"],
  takes: ["twinloom/telemetry@1"],
  sends: [["twinloom/features@1"], ["twinloom/spectrum@1"]],
  version: 1,
  fields,
};
