import type { RulDistribution } from "./rul-distribution.ts";

/**
 * Lowest confidence, 0 to 1, whose central interval holds the truth, ends included. A truth at or beyond the horizon is held by
 * each interval that reaches the horizon, as its upper end says "at least".
 *
 * @param truthHours true remaining life
 */
export const coveringConfidence = (
  { probabilityWithin, horizonHours }: Pick<RulDistribution, "probabilityWithin" | "horizonHours">,
  truthHours: number,
): number => {
  const level = probabilityWithin(Math.min(truthHours, horizonHours));
  return truthHours >= horizonHours ? Math.max(0, 2 * level - 1) : Math.abs(2 * level - 1);
};
