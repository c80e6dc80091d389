import Type, { type Static } from "typebox";
import { choiceField, configField, flagField, integerField, listField, numberField, textField } from "../kit/fields.ts";
import type { NodeSchema } from "../kit/node-schema.ts";

const inUnit = (
  label: string,
  rules: { default: number; minimum?: number; exclusiveMinimum?: number },
  help?: string,
) => numberField({ label, unit: "in its unit", ...(help ? { help } : {}) }, rules);

const fields = Type.Object(
  {
    store: configField(
      {
        label: "Store",
        group: "What",
        help: "Keeps every set-point with its history. Without one they are lost at a restart.",
      },
      "twinloom-store",
      { required: false },
    ),
    asset: textField(
      { label: "Machine", env: true, help: "Empty: each machine whose states come, all with the same limits." },
      { default: "" },
    ),
    parameter: textField(
      { label: "Parameter", help: "Name of the load in the scenarios, such as speed." },
      { default: "speed", minLength: 1 },
    ),
    unit: textField(
      { label: "Unit", help: "UCUM code of the value and of all limits." },
      { default: "1/min", minLength: 1 },
    ),
    channel: textField(
      { label: "Measured as", help: "Channel that shows the present value. Empty: of the parameter's name." },
      { default: "" },
    ),
    mode: choiceField(
      { label: "Mode", group: "Who decides", help: "Only the last two ever write to the plant." },
      {
        advise: "advise: only show it",
        approve: "approve: an operator confirms",
        automatic: "automatic: within the limits",
      },
      { default: "advise" },
    ),
    approvalHours: numberField(
      { label: "Answer within", unit: "h", help: "By the data's time; then a proposal lapses." },
      { default: 24, exclusiveMinimum: 0, maximum: 8760 },
    ),
    validHours: numberField(
      { label: "In force for", unit: "h", help: "By the data's time; then the value goes back." },
      { default: 168, exclusiveMinimum: 0, maximum: 8760 },
    ),
    objective: choiceField(
      { label: "Choose for", group: "Choice of a scenario" },
      { life: "the longest life", money: "the most money", energy: "the least energy" },
      { default: "life" },
    ),
    component: textField(
      {
        label: "Life of",
        help: "Empty: of the component that ends first.",
        showWhen: { field: "objective", in: ["life"] },
      },
      { default: "" },
    ),
    maxOutputLossPercent: numberField(
      { label: "Output loss at most", unit: "%", help: "Against the baseline, at the worse end of the interval." },
      { default: 5, minimum: 0, maximum: 100 },
    ),
    min: numberField({ label: "Lower bound", unit: "in its unit", group: "Limits" }, { default: 600 }),
    max: inUnit("Upper bound", { default: 1700 }),
    ratePerHour: inUnit("Change within an hour at most", { default: 50, exclusiveMinimum: 0 }),
    minStep: inUnit("Smallest step", { default: 10, minimum: 0 }, "A smaller change is none."),
    dwellHours: numberField(
      { label: "Between two changes at least", unit: "h" },
      { default: 1, minimum: 0, maximum: 8760 },
    ),
    changesPerDay: integerField({ label: "Changes in 24 hours at most" }, { default: 6, minimum: 1, maximum: 1440 }),
    states: choiceField(
      { label: "May change", group: "Interlocks" },
      {
        running: "only while it runs",
        stopped: "only while it stands still",
        any: "while it runs or stands still",
      },
      { default: "running" },
    ),
    blockAtUrgency: choiceField(
      { label: "Not with an open order", help: "Of this machine, of this urgency or graver." },
      { none: "orders do not matter", CRITICAL: "critical", WARNING: "warning or critical" },
      { default: "none" },
    ),
    needs: listField(
      {
        label: "Needed channels",
        help: "One that is missing, in doubt or too old bars a change, and ends what is in force.",
      },
      {
        channel: textField({ label: "Channel" }, { default: "", minLength: 1 }),
        maxAgeMinutes: numberField({ label: "Not older than", unit: "min" }, { default: 60, exclusiveMinimum: 0 }),
      },
    ),
    fallback: choiceField(
      {
        label: "Fall back to",
        group: "When it ends",
        help: "Told at once when the time is over, the data are in doubt or silent, or the node is removed.",
      },
      { release: "the plant's own control", baseline: "the baseline", hold: "the last value" },
      { default: "release" },
    ),
    baseline: inUnit("Baseline", { default: 1480 }, "The value without a twin; has to be within the bounds."),
    silenceMinutes: numberField(
      {
        label: "Silence counts after",
        unit: "min",
        help: "Without a newer state, by this machine's clock; longer where states usually come more seldom.",
      },
      { default: 120, exclusiveMinimum: 0, maximum: 10_080 },
    ),
    renewMinutes: numberField(
      {
        label: "Tell it again every",
        unit: "min",
        help: "By the data's time, so that the plant can go by its own plan when it no longer hears it. 0: once.",
      },
      { default: 0, minimum: 0, maximum: 10_080 },
    ),
    reviews: flagField(
      { label: "Tell what is against each scenario", help: "On the second output, for every comparison that comes." },
      { default: true },
    ),
  },
  { additionalProperties: false },
);
export type SetpointGuardConfig = Static<typeof fields>;

export const schema: NodeSchema<typeof fields> = {
  type: "twinloom-setpoint-guard",
  label: "set-point guard",
  summary: "Makes a bounded set-point of a what-if or a proposal: limits, interlocks, approval and a way back.",
  category: "twinloom",
  color: "#b8c8a0",
  inputs: 1,
  inputLabel: "states, scenario results, orders, commands",
  outputLabels: ["set-points to write", "proposals and answers"],
  takes: ["twinloom/state@1", "twinloom/scenario@1", "twinloom/work-order@1"],
  sends: [["twinloom/setpoint@1"], []],
  version: 1,
  fields,
};
