import { type AsFound, asFoundOf } from "../maintenance/as-found.ts";
import type { WorkOrder } from "../maintenance/work-order.ts";
import type { Forecast } from "../prognosis/forecast.ts";

/** The part of a component's life that an order has ended, in data time. */
export interface EndedLife {
  readonly order: string;
  readonly asset: string;
  readonly component: string;
  readonly failureMode: string;
  readonly asFound: AsFound;
  readonly causeCode: string;
  /** When an earlier order renewed the component; -Infinity if none did. */
  readonly fromMs: number;
  /** When it failed or was renewed. */
  readonly endMs: number;
}

/** When an order was closed; undefined if it is open. */
export const closedTime = ({ history }: WorkOrder): number | undefined =>
  history.findLast(({ action }) => action === "closed")?.time;

/**
 * What a closed order says about its component's life; undefined if the order is open, or was raised before another order
 * renewed the same component: then that one has ended the life already.
 *
 * @param ofAsset all orders of the machine
 */
export const endedLife = (order: WorkOrder, ofAsset: readonly WorkOrder[]): EndedLife | undefined => {
  const endMs = closedTime(order);
  if (endMs === undefined) return undefined;
  const before = ofAsset
    .filter(({ id, component }) => id !== order.id && component === order.component)
    .map((other) => closedTime(other) ?? Number.POSITIVE_INFINITY)
    .filter((time) => time <= endMs);
  const fromMs = Math.max(Number.NEGATIVE_INFINITY, ...before);
  if (order.raisedTime < fromMs) return undefined;
  const { id, asset, component, failureMode, causeCode = "" } = order;
  return { order: id, asset, component, failureMode, causeCode, asFound: asFoundOf(order), fromMs, endMs };
};

/**
 * The life with its end where the twin saw it: a machine that has failed is forecast no hour more, which is often long before
 * somebody closes the order.
 */
export const endAsSeen = (
  life: EndedLife,
  forecasts: readonly Pick<Forecast, "time" | "component" | "interval">[],
): EndedLife => {
  if (life.asFound !== "failed") return life;
  const seen = forecasts
    .filter(({ time, component }) => component === life.component && time > life.fromMs && time <= life.endMs)
    .filter(({ interval }) => interval?.highHours === 0)
    .map(({ time }) => time);
  return { ...life, endMs: Math.min(life.endMs, ...seen) };
};
