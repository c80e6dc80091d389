import Type, { type Static } from "typebox";

export const MAINTENANCE_TAG = "twinloom/maintenance@1";

/** A component was maintained: what the work-order sink sends when an order is closed. */
export const MaintenanceEvent = Type.Object({
  schema: Type.Literal(MAINTENANCE_TAG),
  asset: Type.String({ minLength: 1 }),
  component: Type.String({ description: "component id, or all" }),
  time: Type.Number({ description: "data time, epoch milliseconds" }),
  workOrder: Type.Optional(Type.String()),
  causeCode: Type.Optional(Type.String()),
  by: Type.Optional(Type.String()),
});
export type MaintenanceEvent = Static<typeof MaintenanceEvent>;
