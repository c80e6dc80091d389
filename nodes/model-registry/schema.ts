import Type from "typebox";
import { GATE_DEFAULTS } from "../../models/registry/gate-settings.ts";
import { RETRAIN_DEFAULTS } from "../../models/registry/retrain-plan.ts";
import { choiceField, configField, integerField, numberField } from "../kit/fields.ts";
import type { NodeSchema } from "../kit/node-schema.ts";

const fields = Type.Object(
  {
    store: configField(
      { label: "Store", help: "The one that the RUL predictors keep their forecasts in." },
      "twinloom-store",
      {
        required: true,
      },
    ),
    minimumLives: integerField(
      {
        label: "Lives it must be scored on",
        group: "A shadow is promoted only with",
        help: "Confirmed failures that both forecast, and lives held out of the training of both.",
      },
      { default: GATE_DEFAULTS.minimumLives, minimum: 1, maximum: 1000 },
    ),
    betterPercent: numberField(
      {
        label: "Better by at least",
        unit: "%",
        help: "A Winkler score lower by so much, or an error lower by so much with a Winkler score no worse.",
      },
      { default: GATE_DEFAULTS.betterPercent, minimum: 0, maximum: 90 },
    ),
    coverageWithinPoints: numberField(
      {
        label: "Coverage off by at most",
        unit: "%",
        help: "So many percentage points may its 90 % intervals hold more or less often than they say.",
      },
      { default: GATE_DEFAULTS.coverageWithinPoints, minimum: 0, maximum: 50 },
    ),
    retrainEvery: choiceField(
      {
        label: "Make new candidates",
        group: "Retraining",
        help: "From the failures that closed orders confirm. They stay candidates. It needs Python on the machine that `twinloom start` runs on.",
      },
      { off: "only when somebody asks for them", monthly: "every month", quarterly: "every quarter" },
      { default: RETRAIN_DEFAULTS.every },
    ),
    retrainFailures: integerField(
      {
        label: "With new failures, at least",
        help: "Confirmed failures of a component that its champion was not trained on. With fewer it waits.",
        showWhen: { field: "retrainEvery", in: ["monthly", "quarterly"] },
      },
      { default: RETRAIN_DEFAULTS.failures, minimum: 1, maximum: 1000 },
    ),
  },
  { additionalProperties: false },
);

export const schema: NodeSchema<typeof fields> = {
  type: "twinloom-model-registry",
  label: "model registry",
  summary: "Shows the versions of the trained models with their scores, promotes a better one and goes back.",
  category: "twinloom",
  color: "#c8b8a0",
  inputs: 1,
  inputLabel: "commands",
  outputLabels: ["models", "changes"],
  version: 1,
  fields,
};
