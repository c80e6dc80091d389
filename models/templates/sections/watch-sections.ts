import type { AssetType } from "../../twin/asset-type.ts";
import { askNode, draftNode, type Section, showNode } from "../draft.ts";
import { textOf } from "../read-values.ts";
import type { Values } from "../template.ts";

const WEEK_HOURS = 168;

/** What the machine is like now: its newest state and its alarms. */
export const stateSection = (): Section => ({
  key: "watch",
  title: "4 State and alarms",
  columns: [
    [
      showNode("state", "state", "payload.operatingState", false),
      showNode("alarms", "alarms", "payload.alarm.message", true),
    ],
  ],
});

/** The trends of a week, on a press of the button. */
export const historySection = (values: Values, type: AssetType, store: string): Section => {
  const asset = textOf(values, "asset");
  const channels = Object.entries(type.channels).filter(([, { kind }]) => kind === "scalar");
  const series = [
    ...channels.map(([channel]) => ({ measurement: "telemetry", field: "value", tags: { channel } })),
    ...type.components.map(({ id }) => ({ measurement: "health", field: "health", tags: { component: id } })),
  ];
  const read = draftNode(
    "history",
    "twinloom-history",
    "history",
    { store, hours: WEEK_HOURS, points: 400, asset, configVersion: 1 },
    [["trends"]],
  );
  return {
    key: "history",
    title: "History: press the button",
    columns: [
      [askNode("ask-history", "trends of a week", { asset, hours: WEEK_HOURS, series }, ["history"])],
      [read],
      [showNode("trends", "trends", "payload", true)],
    ],
  };
};
