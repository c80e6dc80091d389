import { WIDEST_SCORE } from "./calibration.ts";
import type { QuantileFunction } from "./quantile-function.ts";

/** Hours (cycles) below the longest remaining life from which on a forecast is not told from it: lives are counted whole. */
export const AT_LONGEST = 0.5;

/**
 * Where a true remaining life stands in a model's own forecast, as a standard normal score to four digits: what a
 * calibration is made of. Of a life that is as long as the longest that training told apart only "this or more" is known:
 * its score is the one nearest to the forecast's median of all that fit.
 *
 * @param truthHours true remaining life
 * @param longestHours longest remaining life that training told apart
 */
export const conformalScore = (
  own: QuantileFunction,
  truthHours: number,
  longestHours = Number.POSITIVE_INFINITY,
): number => {
  const score =
    truthHours < longestHours ? own.scoreOf(truthHours) : Math.max(0, own.scoreOf(longestHours - AT_LONGEST));
  return Number(Math.max(-WIDEST_SCORE, Math.min(WIDEST_SCORE, score)).toFixed(4));
};
