import type { Calibration } from "./calibration.ts";

/**
 * The scores that calibrate a forecast, ascending: all of them, or those whose own forecasts are nearest by rank.
 *
 * @param medianHours what the model itself forecasts
 */
export const nearestScores = (
  { scores, forecasts, share = 1 }: Pick<Calibration, "scores" | "forecasts" | "share">,
  medianHours: number,
): readonly number[] => {
  if (!forecasts) return scores;
  const count = Math.max(2, Math.round(share * scores.length));
  const from = Math.max(0, Math.min(scores.length - count, rankOf(forecasts, medianHours) - Math.floor(count / 2)));
  return scores.slice(from, from + count).sort((a, b) => a - b);
};

/** How many of the ascending values are below `wanted`. */
const rankOf = (ascending: readonly number[], wanted: number): number => {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? Number.NaN) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
};
