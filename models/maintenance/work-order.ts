import Type, { type Static } from "typebox";
import { URGENCIES } from "../prognosis/forecast.ts";
import { Lineage } from "../telemetry/lineage.ts";
import { AS_FOUND } from "./as-found.ts";

export const WORK_ORDER_TAG = "twinloom/work-order@1";

/** One line of the order's life: who did what, when (data time) and why. */
export const WorkOrderEvent = Type.Object({
  time: Type.Number(),
  by: Type.String(),
  action: Type.Enum(["raised", "urgency", "acknowledged", "closed", "sent", "send-failed"]),
  text: Type.String(),
});
export type WorkOrderEvent = Static<typeof WorkOrderEvent>;

/** One order per episode: an episode lasts from the first reason to act until the order is closed. */
export const WorkOrder = Type.Object({
  schema: Type.Literal(WORK_ORDER_TAG),
  id: Type.String({ description: "WO-asset-sequence, readable" }),
  episode: Type.String({ description: "asset/component/failureMode#n: the idempotency key" }),
  asset: Type.String({ minLength: 1 }),
  assetType: Type.String(),
  component: Type.String(),
  failureMode: Type.String(),
  iso14224Mode: Type.String(),
  status: Type.Enum(["open", "acknowledged", "closed"]),
  urgency: Type.Enum([...URGENCIES]),
  title: Type.String(),
  action: Type.String(),
  raisedTime: Type.Number(),
  updatedTime: Type.Number(),
  dueTime: Type.Optional(Type.Number({ description: "when to have it done: the low end of the forecast's interval" })),
  rulHours: Type.Optional(Type.Number()),
  forecastId: Type.Optional(Type.String()),
  context: Type.Optional(
    Type.Record(Type.String(), Type.String(), {
      description: "what held when the urgency last rose: product, batch, order",
    }),
  ),
  alarmId: Type.Optional(Type.String()),
  acknowledgedBy: Type.Optional(Type.String()),
  closedBy: Type.Optional(Type.String()),
  /** ISO 14224 Table B.3 failure cause code. */
  causeCode: Type.Optional(Type.String()),
  /** What was found, see `as-found.ts`; absent where the closer said nothing. */
  asFound: Type.Optional(Type.Enum([...AS_FOUND])),
  closingNote: Type.Optional(Type.String()),
  history: Type.Array(WorkOrderEvent),
  lineage: Type.Optional(Lineage),
});
export type WorkOrder = Static<typeof WorkOrder>;
