import type { RulDistribution } from "./rul-distribution.ts";

export interface Interval {
  readonly confidence: number;
  readonly lowHours: number;
  readonly highHours: number;
}

/**
 * The central interval that holds the remaining life with probability `confidence` (0 < confidence < 1): as much
 * probability below it as above it. A higher confidence never gives a narrower one.
 */
export const intervalAt = (distribution: RulDistribution, confidence: number): Interval => ({
  confidence,
  lowHours: distribution.quantileHours((1 - confidence) / 2),
  highHours: distribution.quantileHours((1 + confidence) / 2),
});
