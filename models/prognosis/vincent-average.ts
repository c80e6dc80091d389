import type { RulDistribution } from "./rul-distribution.ts";

const BISECTIONS = 60;

/**
 * Two forecasts as one, by averaging their quantiles in ln(1 + hours) (Vincentization: Vincent 1912; Lichtendahl, Grushka-
 * Cockayne & Winkler, Management Science 59:1594, 2013: as sharp as its parts, where a mixture would be wider than both).
 *
 * @param weight of `a`, 0 to 1
 */
export const vincentAverage = (a: RulDistribution, b: RulDistribution, weight: number): RulDistribution => {
  if (weight <= 0) return b;
  if (weight >= 1) return a;
  const quantileHours = (p: number): number =>
    Math.expm1(weight * Math.log1p(a.quantileHours(p)) + (1 - weight) * Math.log1p(b.quantileHours(p)));
  return {
    quantileHours,
    probabilityWithin: (hours) => {
      if (hours <= 0) return 0;
      let [low, high] = [0, 1];
      for (let i = 0; i < BISECTIONS; i++) {
        const middle = (low + high) / 2;
        if (middle > 0 && middle < 1 && quantileHours(middle) <= hours) low = middle;
        else high = middle;
      }
      return low;
    },
    widestConfidence: Math.min(a.widestConfidence, b.widestConfidence),
    horizonHours: Math.min(a.horizonHours, b.horizonHours),
  };
};
