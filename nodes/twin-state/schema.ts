import Type, { type Static } from "typebox";
import { configField, flagField, numberField } from "../kit/fields.ts";
import type { NodeSchema } from "../kit/node-schema.ts";

const fields = Type.Object(
  {
    assetType: configField(
      { label: "Asset type", group: "Machine", help: "Its components, limits and running channel." },
      "twinloom-asset-type",
      { required: true },
    ),
    store: configField(
      {
        label: "Store",
        help: "Keeps the twin over restarts, and its features and health for charts. Without one all is lost at a restart.",
      },
      "twinloom-store",
      { required: false },
    ),
    healthSmoothingHours: numberField(
      {
        label: "Smooth health over",
        unit: "h",
        group: "Health",
        help: "Time constant in the data's time; 0 for none.",
      },
      { default: 6, minimum: 0, maximum: 8760 },
    ),
    maxGapMinutes: numberField(
      {
        label: "Count hours over gaps up to",
        unit: "min",
        help: "What the machine did in a longer silence is not known.",
      },
      { default: 120, minimum: 0, maximum: 525_600 },
    ),
    deadbandPercent: numberField(
      {
        label: "Deadband",
        unit: "% of range",
        group: "Alarms",
        help: "How far a value has to come back before its alarm clears.",
      },
      { default: 5, minimum: 0, maximum: 50 },
    ),
    onDelaySeconds: numberField(
      { label: "Raise after", unit: "s", help: "By the data's time." },
      { default: 0, minimum: 0, maximum: 604_800 },
    ),
    offDelaySeconds: numberField(
      { label: "Clear after", unit: "s", help: "By the data's time." },
      { default: 0, minimum: 0, maximum: 604_800 },
    ),
    alarmsOnlyRunning: flagField(
      { label: "Alarms only while it runs", help: "A stopped pump has no flow: no alarm." },
      { default: true },
    ),
    telemetryEveryMinutes: numberField(
      {
        label: "State at least every",
        unit: "min",
        group: "Output",
        help: "Where telemetry is wired in directly; features always make a state.",
      },
      { default: 60, minimum: 0, maximum: 525_600 },
    ),
    staleAfterSeconds: numberField(
      {
        label: "No data after",
        unit: "s",
        help: "The status turns yellow after this silence, or after twice the usual one where data comes more seldom.",
      },
      { default: 60, minimum: 1, maximum: 86_400 },
    ),
  },
  { additionalProperties: false },
);
export type TwinStateConfig = Static<typeof fields>;

export const schema: NodeSchema<typeof fields> = {
  type: "twinloom-twin-state",
  label: "twin state",
  summary: "Keeps the live state of machines of one type: values, health with the reason, alarms, operating hours.",
  category: "twinloom",
  color: "#b3b8d4",
  inputs: 1,
  inputLabel: "features, telemetry, maintenance, questions",
  outputLabels: ["state", "answers", "alarms"],
  takes: ["twinloom/features@1", "twinloom/telemetry@1", "twinloom/maintenance@1"],
  sends: [["twinloom/state@1"], [], ["twinloom/alarm@1"]],
  version: 1,
  fields,
};
