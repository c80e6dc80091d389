import Type, { type Static } from "typebox";
import { choiceField, configField, integerField, numberField, textField } from "../kit/fields.ts";
import type { NodeSchema } from "../kit/node-schema.ts";

const fields = Type.Object(
  {
    assetType: configField(
      {
        label: "Asset type",
        group: "Machine",
        help: "Empty: the shipped asset type that the twin state names.",
      },
      "twinloom-asset-type",
      { required: false },
    ),
    store: configField(
      {
        label: "Store",
        help: "Keeps every forecast with what it was computed from, and the history over a restart. Empty: nothing is kept.",
      },
      "twinloom-store",
      { required: false },
    ),
    confidence: numberField(
      {
        label: "Confidence",
        unit: "%",
        group: "Forecast",
        env: true,
        help: "The interval holds the true remaining life in this share of cases. Higher is wider.",
      },
      { default: 90, minimum: 50, maximum: 99 },
    ),
    urgencyPercent: numberField(
      {
        label: "Act at a probability of",
        unit: "%",
        env: true,
        help: "CRITICAL: at least this probability of failure within 48 h. WARNING: within 168 h. 50 %: by the median.",
      },
      { default: 50, minimum: 0.1, maximum: 99.9 },
    ),
    missCost: numberField(
      {
        label: "Cost of a missed failure",
        env: true,
        help: "Beyond a planned repair; in any currency. With both costs they say at which probability to act. 0: not known.",
      },
      { default: 0, minimum: 0, maximum: 1e12 },
    ),
    falseAlarmCost: numberField(
      {
        label: "Cost of a false alarm",
        env: true,
        help: "Acting where nothing was wrong, in the same currency. Act at false alarm / (false alarm + miss). 0: not known.",
      },
      { default: 0, minimum: 0, maximum: 1e12 },
    ),
    everyHours: numberField(
      { label: "Forecast every", unit: "h", env: true, help: "Of the data's time." },
      { default: 1, minimum: 0.1, maximum: 8760 },
    ),
    minimumHours: numberField(
      {
        label: "History needed",
        unit: "h",
        env: true,
        help: "With less history there is a reason instead of a number.",
      },
      { default: 24, minimum: 0, maximum: 8760 },
    ),
    engine: choiceField(
      { label: "Engine", group: "Engine", help: "Automatic: a trained model where there is one, else the physics." },
      { auto: "automatic", onnx: "trained model (ONNX)", physics: "physics model run forward" },
      { default: "auto" },
    ),
    modelFolder: textField(
      {
        label: "Model folder",
        env: true,
        help: "Holds TYPE-COMPONENT/card.json and model.onnx. Empty: the champions of the model registry, at first those that come with Twinloom.",
        showWhen: { field: "engine", in: ["auto", "onnx"] },
      },
      { default: "" },
    ),
    samples: integerField(
      {
        label: "Samples",
        env: true,
        help: "Monte Carlo runs of a physics forecast. More are smoother and slower.",
        showWhen: { field: "engine", in: ["auto", "physics"] },
      },
      { default: 100, minimum: 20, maximum: 2000 },
    ),
  },
  { additionalProperties: false },
);

export type RulPredictorConfig = Static<typeof fields>;

export const schema: NodeSchema<typeof fields> = {
  type: "twinloom-rul-predictor",
  label: "RUL predictor",
  summary: "Forecasts the remaining useful life of each component, with a calibrated interval and what drives it.",
  category: "twinloom",
  color: "#c8b8a0",
  inputs: 1,
  inputLabel: "twin state",
  outputLabels: ["forecasts"],
  version: 1,
  fields,
};
