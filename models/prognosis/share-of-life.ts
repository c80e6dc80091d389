import type { QuantileFunction } from "./quantile-function.ts";

/**
 * The distribution of the share of life that is left, 0 to 1: normal around a forecast share, clipped. Its "hours" are shares.
 *
 * @param spread standard deviation, above 0
 */
export const shareOfLife = (share: number, spread: number): QuantileFunction => ({
  hoursAt: (score) => Math.min(1, Math.max(0, share + spread * score)),
  scoreOf: (left) => (left - share) / spread,
});

/** Remaining hours of a machine that has run so many and has this share of its life left: a / (a + r) of it is over. */
export const hoursOfShare = (share: number, operatingHours: number): number => (operatingHours * share) / (1 - share);

/**
 * The same in hours, for a machine that has run for `operatingHours` (above 0).
 *
 * @param longestHours a share of life near 1 says next to nothing in hours: no more than this is forecast
 */
export const shareInHours = (
  share: QuantileFunction,
  operatingHours: number,
  longestHours: number,
): QuantileFunction => ({
  hoursAt: (score) => Math.min(longestHours, hoursOfShare(share.hoursAt(score), operatingHours)),
  scoreOf: (hours) => share.scoreOf(hours / (hours + operatingHours)),
});
