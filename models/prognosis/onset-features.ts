import { hasLeft, newBaseline, nextBaseline } from "../twin/baseline-chart.ts";
import type { BaselineMemory } from "../twin/twin-memory.ts";
import type { OnsetRule } from "./onset-recipe.ts";

/** Name of this set of features and of how they are computed: part of a model's card. Change one, change the other. */
export const ONSET_FEATURE_SET = "twinloom/onset-features@1";

/** Names and UCUM codes in the order of `onsetVector`. */
export const ONSET_FEATURES = [
  { name: "operatingHours", unit: "h" },
  { name: "channelsWithOnset", unit: "1" },
] as const;

/**
 * What is kept of a machine whose age, and how many of its channels show damage, is all that a model is told. Plain data of a
 * fixed size, so that it can be kept as JSON.
 */
export interface OnsetHistory {
  operatingHours: number;
  readonly channels: ChannelOnset[];
}

export interface ChannelOnset {
  readonly chart: BaselineMemory;
  /** Operating hours of the last value that counted. */
  readonly hours: number;
  /** Operating hours at which the channel first left its baseline; null: not yet. Damage does not heal: it stays. */
  readonly onsetHours: number | null;
}

export const emptyOnsetHistory = (channels: number): OnsetHistory => ({
  operatingHours: 0,
  channels: Array.from({ length: channels }, () => ({ chart: newBaseline(), hours: 0, onsetHours: null })),
});

/**
 * Takes one sample of each channel into the history, in place. A sample that is not newer than the last one is left out.
 *
 * @param operatingHours that the machine has run since it was new
 * @param values one for each channel, of a quantity that damage raises; NaN: not measured
 */
export const addToOnsetHistory = (
  history: OnsetHistory,
  rule: OnsetRule,
  operatingHours: number,
  values: ArrayLike<number>,
): void => {
  if (!(operatingHours >= history.operatingHours)) return;
  history.operatingHours = operatingHours;
  history.channels.forEach((channel, i) => {
    const value = values[i] ?? Number.NaN;
    if (Number.isFinite(value)) history.channels[i] = nextChannel(channel, rule, operatingHours, value);
  });
};

const nextChannel = (before: ChannelOnset, rule: OnsetRule, hours: number, value: number): ChannelOnset => {
  const chartRule = { side: "high", ...rule } as const;
  const chart = nextBaseline(before.chart, value, hours - before.hours, chartRule);
  return { chart, hours, onsetHours: before.onsetHours ?? (hasLeft(chart, chartRule) ? hours : null) };
};

export const onsetVector = ({ operatingHours, channels }: OnsetHistory): Float64Array =>
  Float64Array.of(operatingHours, channels.filter(({ onsetHours }) => onsetHours !== null).length);

/** Of a vector of `ONSET_FEATURES`: channels in which damage was seen. */
export const channelsWithOnset = (vector: ArrayLike<number>): number => vector[1] ?? Number.NaN;
