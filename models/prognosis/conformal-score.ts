import { WIDEST_SCORE } from "./calibration.ts";
import type { QuantileFunction } from "./quantile-function.ts";

/**
 * Where a true remaining life stands in a model's own forecast, as a standard normal score to four digits: what a
 * calibration is made of.
 *
 * @param truthHours true remaining life
 * @param longestHours longest remaining life that training told apart: longer ones count as this long
 */
export const conformalScore = (
  own: QuantileFunction,
  truthHours: number,
  longestHours = Number.POSITIVE_INFINITY,
): number => {
  const score = own.scoreOf(Math.min(truthHours, longestHours));
  return Number(Math.max(-WIDEST_SCORE, Math.min(WIDEST_SCORE, score)).toFixed(4));
};
