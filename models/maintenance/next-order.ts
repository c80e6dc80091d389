import { URGENCIES, type Urgency } from "../prognosis/forecast.ts";
import type { Trigger } from "./trigger.ts";
import { WORK_ORDER_TAG, type WorkOrder } from "./work-order.ts";

export interface OrderRule {
  /** The mildest urgency that raises an order. */
  readonly raiseAt: Urgency;
  /** After an order was closed, so long (data time) nothing raises the same one again. */
  readonly holdOffHours: number;
}

const HOUR_MS = 3_600_000;
/** 0 is the gravest. */
const rank = (urgency: Urgency): number => URGENCIES.indexOf(urgency);

/** Key of all episodes of one component and failure mode. */
export const episodeKey = ({
  asset,
  component,
  failureMode,
}: Pick<Trigger, "asset" | "component" | "failureMode">): string => `${asset}/${component}/${failureMode}`;

/**
 * What one more reason to act makes of the orders of its machine: one order an episode, from the first reason until it is closed.
 * Within an episode the urgency only rises; a milder forecast later does not calm an order that somebody has planned for.
 *
 * @param ofAsset all orders of the machine, open and closed
 * @returns the order if it is new or has changed, else undefined
 */
export const nextOrder = (ofAsset: readonly WorkOrder[], trigger: Trigger, rule: OrderRule): WorkOrder | undefined => {
  const key = episodeKey(trigger);
  const episodes = ofAsset.filter((order) => order.episode.startsWith(`${key}#`));
  const open = episodes.find((order) => order.status !== "closed");
  if (open) return raiseUrgency(open, trigger);
  if (rank(trigger.urgency) > rank(rule.raiseAt)) return undefined;
  const closedTime = Math.max(Number.NEGATIVE_INFINITY, ...episodes.map((order) => order.updatedTime));
  if (trigger.time <= closedTime + rule.holdOffHours * HOUR_MS) return undefined;
  const episode = 1 + highest(episodes.map((order) => order.episode));
  return raise(trigger, `${key}#${episode}`, `WO-${trigger.asset}-${1 + highest(ofAsset.map((order) => order.id))}`);
};

/** The highest number at the end of some ids. Not their count: orders that were deleted must not give their ids away again. */
const highest = (ids: readonly string[]): number => Math.max(0, ...ids.map((id) => Number(id.match(/\d+$/)?.[0] ?? 0)));

const raise = ({ reason, ...trigger }: Trigger, episode: string, id: string): WorkOrder => ({
  schema: WORK_ORDER_TAG,
  id,
  episode,
  ...facts(trigger),
  asset: trigger.asset,
  assetType: trigger.assetType,
  component: trigger.component,
  failureMode: trigger.failureMode,
  iso14224Mode: trigger.iso14224Mode,
  status: "open",
  urgency: trigger.urgency,
  title: trigger.title,
  action: trigger.action,
  raisedTime: trigger.time,
  updatedTime: trigger.time,
  history: [{ time: trigger.time, by: "twin", action: "raised", text: `${trigger.urgency}: ${reason}` }],
});

const raiseUrgency = (order: WorkOrder, trigger: Trigger): WorkOrder | undefined => {
  if (rank(trigger.urgency) >= rank(order.urgency) || trigger.time < order.updatedTime) return undefined;
  const text = `from ${order.urgency} to ${trigger.urgency}: ${trigger.reason}`;
  return {
    ...order,
    ...facts(trigger),
    urgency: trigger.urgency,
    updatedTime: trigger.time,
    history: [...order.history, { time: trigger.time, by: "twin", action: "urgency", text }],
  };
};

const facts = ({ rulHours, dueTime, forecastId, alarmId, context, lineage }: Omit<Trigger, "reason">) => ({
  ...(rulHours === undefined ? {} : { rulHours }),
  ...(dueTime === undefined ? {} : { dueTime }),
  ...(forecastId === undefined ? {} : { forecastId }),
  ...(alarmId === undefined ? {} : { alarmId }),
  ...(context === undefined ? {} : { context: { ...context } }),
  ...(lineage === undefined ? {} : { lineage }),
});
