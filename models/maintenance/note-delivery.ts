import type { WorkOrder, WorkOrderEvent } from "./work-order.ts";

/**
 * The order with a line about its way to the maintenance system. It is no change of the order itself, which is not sent for it again.
 *
 * @returns the order as it is if its newest line says the same: a note that is taken again after a restart is one
 */
export const noteDelivery = (
  order: WorkOrder,
  action: Extract<WorkOrderEvent["action"], "sent" | "send-failed">,
  text: string,
  time: number,
): WorkOrder => {
  const newest = order.history.at(-1);
  if (newest?.action === action && newest.text === text) return order;
  return { ...order, history: [...order.history, { time, by: "twin", action, text }] };
};
