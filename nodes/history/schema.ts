import Type from "typebox";
import { configField, integerField, numberField, textField } from "../kit/fields.ts";
import type { NodeSchema } from "../kit/node-schema.ts";

const fields = Type.Object(
  {
    store: configField({ label: "Store" }, "twinloom-store", { required: true }),
    hours: numberField(
      { label: "Look back", unit: "h", help: "How far before the newest data, where a request does not say." },
      { default: 168, exclusiveMinimum: 0, maximum: 876_000 },
    ),
    points: integerField(
      { label: "Points at most", help: "A longer range is averaged to so many points, as a chart needs them." },
      { default: 400, minimum: 2, maximum: 20_000 },
    ),
    asset: textField({ label: "Machine", help: "Where a request names none.", env: true }, { default: "" }),
  },
  { additionalProperties: false },
);

export const schema: NodeSchema<typeof fields> = {
  type: "twinloom-history",
  label: "history",
  summary: "Reads trends and kept documents from the store, at chart resolution.",
  category: "twinloom",
  color: "#A9B8C2",
  inputs: 1,
  inputLabel: "what to read",
  outputLabels: ["history"],
  version: 1,
  fields,
};
