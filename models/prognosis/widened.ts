import type { RulDistribution } from "./rul-distribution.ts";

/**
 * The same forecast, less sure: every quantile stands `factor` times as far from the median in ln(1 + hours), none beyond the
 * horizon. The median stays; an interval of the result holds that of the forecast at the same confidence.
 *
 * @param factor 1 or more; 1 gives the forecast itself
 */
export const widened = (distribution: RulDistribution, factor: number): RulDistribution => {
  if (!(factor > 1)) return distribution;
  const centre = Math.log1p(distribution.quantileHours(0.5));
  const moved = (hours: number, by: number): number =>
    Math.max(0, Math.expm1(centre + by * (Math.log1p(Math.max(0, hours)) - centre)));
  return {
    ...distribution,
    quantileHours: (p) => Math.min(distribution.horizonHours, moved(distribution.quantileHours(p), factor)),
    probabilityWithin: (hours) => (hours <= 0 ? 0 : distribution.probabilityWithin(moved(hours, 1 / factor))),
  };
};
