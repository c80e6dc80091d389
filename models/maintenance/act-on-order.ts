import type { AsFound } from "./as-found.ts";
import { failureCause } from "./failure-causes.ts";
import type { WorkOrder } from "./work-order.ts";

export interface Closing {
  readonly by: string;
  readonly time: number;
  readonly causeCode: string;
  readonly asFound?: AsFound | undefined;
  readonly note: string;
}

/** An open order taken on by somebody; any other is returned as it is. */
export const acknowledgeOrder = (order: WorkOrder, by: string, time: number): WorkOrder =>
  order.status === "open"
    ? {
        ...order,
        status: "acknowledged",
        acknowledgedBy: by,
        updatedTime: Math.max(time, order.updatedTime),
        history: [...order.history, { time, by, action: "acknowledged", text: "taken on" }],
      }
    : order;

/**
 * The order closed with its cause.
 *
 * @param closing `causeCode` is one of `FAILURE_CAUSES`: the caller has checked it
 */
export const closeOrder = (order: WorkOrder, { by, time, causeCode, asFound, note }: Closing): WorkOrder => {
  const found = asFound ? ` (found ${asFound})` : "";
  const text = `cause ${causeCode} ${failureCause(causeCode)?.text ?? ""}${note ? `, ${note}` : ""}${found}`;
  return {
    ...order,
    status: "closed",
    closedBy: by,
    causeCode,
    ...(asFound ? { asFound } : {}),
    ...(note ? { closingNote: note } : {}),
    updatedTime: Math.max(time, order.updatedTime),
    history: [...order.history, { time, by, action: "closed", text }],
  };
};
