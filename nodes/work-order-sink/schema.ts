import Type, { type Static } from "typebox";
import { choiceField, configField, flagField, numberField, textField } from "../kit/fields.ts";
import type { NodeSchema } from "../kit/node-schema.ts";
import { isAddress } from "./is-address.ts";

const fields = Type.Object(
  {
    store: configField(
      { label: "Store", group: "Orders", help: "Keeps the orders over restarts. Without one they are lost." },
      "twinloom-store",
      { required: false },
    ),
    assetType: configField(
      {
        label: "Asset type",
        help: "Not needed: the asset types of the flow give the orders their words. Choose one if several have the same id.",
      },
      "twinloom-asset-type",
      { required: false },
    ),
    raiseAt: choiceField(
      { label: "Raise an order at", help: "The mildest urgency of a forecast that makes an order." },
      { CRITICAL: "critical (under 48 h)", WARNING: "warning (under a week)" },
      { default: "WARNING" },
    ),
    alarms: flagField(
      { label: "High alarms too", help: "A high alarm of a component makes or joins its order." },
      { default: true },
    ),
    alarmUrgency: choiceField(
      { label: "Urgency of an alarm", showWhen: { field: "alarms", in: [true] } },
      { CRITICAL: "critical", WARNING: "warning" },
      { default: "WARNING" },
    ),
    holdOffHours: numberField(
      {
        label: "Hold off after closing",
        unit: "h",
        help: "So long, by the data's time, nothing raises the same order again.",
      },
      { default: 24, minimum: 0, maximum: 8760 },
    ),
    endpoint: textField(
      {
        label: "Also send to",
        env: true,
        group: "REST endpoint",
        help: "http or https address of the maintenance system; empty for none.",
      },
      { default: "" },
    ),
    timeoutSeconds: numberField(
      { label: "Give up a request after", unit: "s", help: "Then it asks for the order before it sends it again." },
      { default: 10, minimum: 0.1, maximum: 300 },
    ),
  },
  { additionalProperties: false },
);
export type WorkOrderConfig = Static<typeof fields>;

export const schema: NodeSchema<typeof fields> = {
  type: "twinloom-work-order-sink",
  label: "work-order sink",
  summary: "Makes one work order of an episode of forecasts and alarms, keeps it, and takes what people do with it.",
  category: "twinloom",
  color: "#d4b3a8",
  inputs: 1,
  inputLabel: "forecasts, alarms, commands",
  outputLabels: ["changed orders", "answers", "maintenance done"],
  takes: ["twinloom/forecast@1", "twinloom/alarm@1"],
  sends: [["twinloom/work-order@1"], [], ["twinloom/maintenance@1"]],
  // a wrong one stays, so that a preview refuses it as a deploy does
  muted: (settings) => ({ ...settings, endpoint: isAddress(String(settings["endpoint"])) ? "" : settings["endpoint"] }),
  version: 1,
  fields,
  secrets: { token: { label: "Bearer token", control: "secret" } },
};
