import Type, { type Static } from "typebox";
import { CLOCK_PATTERN, DAYS_PATTERN } from "../../models/simulation/load-plan.ts";
import { choiceField, configField, integerField, listField, numberField, textField } from "../kit/fields.ts";
import type { NodeSchema } from "../kit/node-schema.ts";

const LOAD = textField(
  { label: "Load", help: "Its name in the physics model: speed, valveOpening." },
  { default: "", minLength: 1 },
);
const LOAD_VALUE = numberField({ label: "Value", help: "In the load's unit. 0: it stands." }, { default: 0 });

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
    explain: choiceField(
      {
        label: "Explain",
        help: "What moved a trained model's forecast. It costs several times the forecast: for large fleets choose less.",
      },
      { all: "every forecast", urgent: "WARNING and CRITICAL", none: "none" },
      { default: "all" },
    ),
    futureLoad: choiceField(
      {
        label: "Future load",
        group: "Future load",
        help: "How the machine will be run. Needs a physics model: a trained one knows the load as it was only.",
      },
      { asItWas: "as it was", constant: "constant", planned: "planned schedule" },
      { default: "asItWas" },
    ),
    constantLoad: listField(
      {
        label: "Constant load",
        help: "What is not listed goes on as it was.",
        showWhen: { field: "futureLoad", in: ["constant"] },
      },
      { load: LOAD, value: LOAD_VALUE },
    ),
    loadPlan: listField(
      {
        label: "Schedule",
        help: "A lower row overrides a higher one. Where no row holds, the machine goes on as it was.",
        showWhen: { field: "futureLoad", in: ["planned"] },
      },
      {
        load: LOAD,
        value: LOAD_VALUE,
        days: textField(
          { label: "Days", help: "Mon-Fri, Sat,Sun, 2026-12-24 or 2026-12-24..2027-01-02. Empty: every day." },
          { default: "", pattern: DAYS_PATTERN },
        ),
        from: textField({ label: "From", help: "06:00. Empty: midnight." }, { default: "", pattern: CLOCK_PATTERN }),
        to: textField(
          { label: "To", help: "22:00; before From: on the next day. Empty: midnight." },
          { default: "", pattern: CLOCK_PATTERN },
        ),
      },
    ),
    timeZone: textField(
      {
        label: "Time zone",
        env: true,
        help: "Of the schedule: Europe/Berlin, UTC.",
        showWhen: { field: "futureLoad", in: ["planned"] },
      },
      { default: "UTC", minLength: 1 },
    ),
    engine: choiceField(
      {
        label: "Engine",
        group: "Engine",
        help: "Automatic: a trained model where there is one, else the physics. Hybrid forecasts best on simulated machines, at the cost of the physics.",
      },
      {
        auto: "automatic",
        hybrid: "hybrid: physics, corrected by a trained model",
        onnx: "trained model (ONNX)",
        physics: "physics model run forward",
      },
      { default: "auto" },
    ),
    modelFolder: textField(
      {
        label: "Model folder",
        env: true,
        help: "Holds TYPE-COMPONENT/card.json and model.onnx. Empty: the champions of the model registry, at first those that come with Twinloom.",
      },
      { default: "" },
    ),
    samples: integerField(
      {
        label: "Samples",
        env: true,
        help: "Monte Carlo runs of a physics forecast. More are smoother and slower.",
        showWhen: { field: "engine", in: ["auto", "hybrid", "physics"] },
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
  takes: ["twinloom/state@1"],
  sends: [["twinloom/forecast@1"]],
  version: 1,
  fields,
};
