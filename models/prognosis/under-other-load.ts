import type { QuantileFunction } from "./quantile-function.ts";
import type { RulDistribution } from "./rul-distribution.ts";

/** Beyond this score the two forecasts say nothing of their own: the change at it holds on. */
const OUTERMOST = 2;

/**
 * A forecast for "as it was", moved to another future load by what the physics says of it: a life that stands at some score
 * of the physics' forecast as it was becomes the life at the same score of its forecast under that load.
 *
 * @param given for the load as it was
 * @param asItWas the physics' own forecast for that
 * @param planned the physics' own forecast, of the same states, for the other load
 */
export const underOtherLoad = (
  given: RulDistribution,
  asItWas: QuantileFunction,
  planned: QuantileFunction,
): RulDistribution => {
  const moved = (hours: number, from: QuantileFunction, to: QuantileFunction): number => {
    const score = Math.max(-OUTERMOST, Math.min(OUTERMOST, from.scoreOf(hours)));
    const change = Math.log1p(to.hoursAt(score)) - Math.log1p(from.hoursAt(score));
    return Math.max(0, Math.expm1(Math.log1p(hours) + change));
  };
  return {
    quantileHours: (p) => moved(given.quantileHours(p), asItWas, planned),
    probabilityWithin: (hours) => (hours <= 0 ? 0 : given.probabilityWithin(moved(hours, planned, asItWas))),
    widestConfidence: given.widestConfidence,
    horizonHours: given.horizonHours,
  };
};
