import { newOnset, type OnsetState, updateOnset } from "./onset.ts";
import type { OnsetSettings } from "./onset-recipe.ts";

/** Name of this set of features and of how they are computed: part of a model's card. Change one, change the other. */
export const ONSET_FEATURE_SET = "twinloom/onset-features@1";

/** Names and UCUM codes in the order of `onsetVector`. */
export const ONSET_FEATURES = [
  { name: "operatingHours", unit: "h" },
  { name: "channelsWithOnset", unit: "1" },
] as const;

/** What is kept of a machine whose age, and how many of its channels show damage, is all a model is told. */
export interface OnsetHistory {
  operatingHours: number;
  readonly channels: readonly OnsetState[];
}

export const emptyOnsetHistory = (channels: number): OnsetHistory => ({
  operatingHours: 0,
  channels: Array.from({ length: channels }, newOnset),
});

/**
 * Takes one sample of each channel into the history, in place.
 *
 * @param operatingHours that the machine has run since it was new
 * @param values one for each channel; what is no positive number says nothing of its channel
 */
export const addToOnsetHistory = (
  history: OnsetHistory,
  settings: OnsetSettings,
  operatingHours: number,
  values: ArrayLike<number>,
): void => {
  history.operatingHours = operatingHours;
  history.channels.forEach((state, i) => {
    updateOnset(state, settings, operatingHours * MS_PER_HOUR, values[i] ?? Number.NaN);
  });
};

const MS_PER_HOUR = 3_600_000;

export const onsetVector = ({ operatingHours, channels }: OnsetHistory): Float64Array =>
  Float64Array.of(operatingHours, channels.filter(({ onsetMs }) => onsetMs !== null).length);

/** Of a vector of `ONSET_FEATURES`: channels in which damage was seen. */
export const channelsWithOnset = (vector: ArrayLike<number>): number => vector[1] ?? Number.NaN;
