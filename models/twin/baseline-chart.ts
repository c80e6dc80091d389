import type { Baseline } from "./asset-type.ts";
import type { BaselineMemory } from "./twin-memory.ts";

/** A rule as the asset type gives it, with what it leaves out. */
export interface BaselineRule {
  readonly side: "high" | "low";
  readonly settleHours: number;
  readonly learnHours: number;
  readonly changePercent: number;
  readonly holdHours: number;
}

/**
 * A day to run in, two to learn, a change of 5 %, six hours: round figures, chosen for machines that run around the clock and are
 * sampled several times an hour. The IMS bearings' trends were seen before they were set; a settle time of 12 h or a change of
 * 7.5 % would miss one of those failures a day ahead.
 */
export const baselineRule = (baseline: Baseline): BaselineRule => ({
  side: baseline.side ?? "high",
  settleHours: baseline.settleHours ?? 24,
  learnHours: baseline.learnHours ?? 48,
  changePercent: baseline.changePercent ?? 5,
  holdHours: baseline.holdHours ?? 6,
});

/** Fewer values make no standard deviation to rely on: that of 20 is known to a sixth. */
export const MIN_LEARNED = 20;

/** A chart remembers no more than twice what raises its alarm, so that an alarm can clear after a long fault is mended. */
const MAX_DECISIONS = 2;

export const newBaseline = (): BaselineMemory => ({ hours: 0, n: 0, mean: 0, squares: 0, sum: 0 });

/** Whether the baseline is learned. */
export const isLearned = ({ hours, n }: BaselineMemory, { settleHours, learnHours }: BaselineRule): boolean =>
  n >= MIN_LEARNED && hours >= settleHours + learnHours;

/** How far a value may be from the baseline for good: the set share of its level, and three standard deviations at least. */
export const allowedChange = ({ n, mean, squares }: BaselineMemory, { changePercent }: BaselineRule): number =>
  Math.max((Math.abs(mean) * changePercent) / 100, 3 * Math.sqrt(squares / Math.max(1, n - 1)));

/**
 * The chart after one more value. After the hours to settle it learns mean and standard deviation (Welford 1962); then it is a
 * one-sided tabular cumulative sum (ISO 7870-4; Montgomery, Introduction to Statistical Quality Control, ch. 9) in the data's
 * time: what a value exceeds the allowed change by counts for the hours that it stands for. It is made for slow drifts, which
 * fixed limits miss, and takes a change of load for hours more calmly than a limit does. A value counts only as much as the one
 * before it too (two in a row: Lucas & Crosier, "Robust CUSUM", Commun. Stat. 11(23), 1982), so one wild value is nothing.
 *
 * @param hours of operation that the value stands for
 */
export const nextBaseline = (
  before: BaselineMemory,
  value: number,
  hours: number,
  rule: BaselineRule,
): BaselineMemory => {
  const after = { ...before, hours: before.hours + hours };
  if (before.hours < rule.settleHours) return after;
  if (!isLearned(before, rule)) return learn(after, value);
  const excess = (x: number): number => (rule.side === "high" ? x - before.mean : before.mean - x);
  const allowed = allowedChange(before, rule);
  const robust = Math.min(excess(value), excess(before.last ?? before.mean));
  const most = MAX_DECISIONS * allowed * rule.holdHours;
  const sum = Math.min(most, Math.max(0, before.sum + (robust - allowed) * hours));
  return { ...after, sum, last: value };
};

/** Whether the values have left the baseline: twice the allowed change for `holdHours`, or a greater one for less. */
export const hasLeft = (memory: BaselineMemory, rule: BaselineRule): boolean =>
  isLearned(memory, rule) && memory.sum > allowedChange(memory, rule) * rule.holdHours;

const learn = (memory: BaselineMemory, value: number): BaselineMemory => {
  const n = memory.n + 1;
  const off = value - memory.mean;
  const mean = memory.mean + off / n;
  return { ...memory, n, mean, squares: memory.squares + off * (value - mean) };
};
