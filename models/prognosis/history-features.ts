import { changeOf, emptyTrend, slopePerDayOf, type Trend, updateTrend } from "./trend.ts";

/** Name of this set of features and of how they are computed: part of a model's card. Change one, change the other. */
export const HISTORY_FEATURE_SET = "twinloom/history-features@1";

/** What is computed from the history of each base feature (`vibration.velocityRms`), in this order. */
export const HISTORY_KINDS = ["current", "change", "slopePerDay", "smoothed"] as const;
export type HistoryKind = (typeof HISTORY_KINDS)[number];

/** The one feature that belongs to no base feature: hours the machine ran since the history began. */
export const OPERATING_HOURS = "operatingHours";

/** Names in the order of the vector: `vibration.velocityRms/current`, …, `operatingHours`. */
export const historyFeatureNames = (bases: readonly string[]): string[] => [
  ...bases.flatMap((base) => HISTORY_KINDS.map((kind) => `${base}/${kind}`)),
  OPERATING_HOURS,
];

/** UCUM code of each, in the same order. */
export const historyFeatureUnits = (baseUnits: readonly string[]): string[] => [
  ...baseUnits.flatMap((unit) => HISTORY_KINDS.map((kind) => (kind === "slopePerDay" ? `${unit}/d` : unit))),
  "h",
];

/**
 * The history of one component since it was new, maintained or first seen: what training and the live node compute the
 * model's inputs from. Plain data that can be kept in a store; its size depends on the number of base features only.
 */
export interface History {
  readonly startedMs: number;
  lastMs: number;
  steps: number;
  operatingHours: number;
  readonly trend: Trend;
}

export const emptyHistory = (bases: number, startedMs: number): History => ({
  startedMs,
  lastMs: startedMs,
  steps: 0,
  operatingHours: 0,
  trend: emptyTrend(bases),
});

/** Hours of data time between the first and the newest step. */
export const observedHours = (history: History): number => (history.lastMs - history.startedMs) / 3_600_000;

/**
 * Takes one step (see `stepMeans`) into the history, in place. O(bases).
 *
 * @param values one mean per base feature; NaN keeps what was known of it
 */
export const addStep = (history: History, timeMs: number, values: ArrayLike<number>, runningHours: number): void => {
  const hoursSince = history.steps === 0 ? 0 : Math.max(0, (timeMs - history.lastMs) / 3_600_000);
  updateTrend(history.trend, values, hoursSince);
  history.lastMs = timeMs;
  history.steps++;
  history.operatingHours += runningHours;
};

/** The vector in the order of `historyFeatureNames`. NaN for a base feature that was never seen. */
export const historyVector = (history: History): Float64Array => {
  const { trend } = history;
  const bases = trend.current.length;
  const vector = new Float64Array(bases * HISTORY_KINDS.length + 1);
  for (let i = 0; i < bases; i++) {
    const at = i * HISTORY_KINDS.length;
    vector[at] = trend.current[i] ?? Number.NaN;
    vector[at + 1] = changeOf(trend, i);
    vector[at + 2] = slopePerDayOf(trend, i);
    vector[at + 3] = trend.smoothed[i] ?? Number.NaN;
  }
  vector[vector.length - 1] = history.operatingHours;
  return vector;
};
