import type { RulDistribution } from "../rul-distribution.ts";

/**
 * The same forecast with a wider spread: ln(1 + remaining life) is stretched around its median by `factor`. The median
 * stays; an interval around it with a greater factor holds every one with a smaller.
 *
 * @param factor 1 or more; less is taken as 1
 * @param longestHours longest remaining life that was seen of such components: to know less of this one is no reason to expect
 *   more than that of it, so the stretch ends there
 */
export const widen = (
  distribution: RulDistribution,
  factor: number,
  longestHours = Number.POSITIVE_INFINITY,
): RulDistribution => {
  if (!(factor > 1)) return distribution;
  const { widestConfidence, confidenceFor, horizonHours } = distribution;
  const median = Math.log1p(distribution.quantileHours(0.5));
  return {
    widestConfidence,
    confidenceFor,
    horizonHours,
    quantileHours: (p) => {
      const own = distribution.quantileHours(p);
      const stretched = Math.expm1(median + factor * (Math.log1p(own) - median));
      return Math.max(0, Math.min(horizonHours, Number.MAX_VALUE, Math.max(own, longestHours), stretched));
    },
    probabilityWithin: (hours) => {
      if (hours <= 0) return 0;
      if (hours >= longestHours && Math.log1p(hours) > median) return distribution.probabilityWithin(hours);
      const asBefore = Math.expm1(median + (Math.log1p(hours) - median) / factor);
      return distribution.probabilityWithin(asBefore);
    },
  };
};
