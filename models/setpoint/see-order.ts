import type { WorkOrder } from "../maintenance/work-order.ts";
import type { GuardMemory } from "./guard-memory.ts";

/** Takes note of a work order of the machine, open or closed. */
export const seeOrder = (memory: GuardMemory, { id, status, urgency }: WorkOrder): GuardMemory => {
  const { [id]: _before, ...others } = memory.openOrders;
  return { ...memory, openOrders: status === "closed" ? others : { ...others, [id]: urgency } };
};
