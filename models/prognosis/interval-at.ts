import type { RulDistribution } from "./rul-distribution.ts";

export interface Interval {
  readonly confidence: number;
  readonly lowHours: number;
  readonly highHours: number;
}

/**
 * The central interval that holds the remaining life with probability `confidence` (0 < confidence < 1): as much
 * probability below it as above it. A higher confidence never gives a narrower one. Where a calibration knows which level holds
 * the truth so often (`confidenceFor`), the interval is that one.
 */
export const intervalAt = (distribution: RulDistribution, confidence: number): Interval => {
  const central = Math.min(WIDEST, distribution.confidenceFor?.(confidence) ?? confidence);
  return {
    confidence,
    lowHours: distribution.quantileHours((1 - central) / 2),
    highHours: distribution.quantileHours((1 + central) / 2),
  };
};

/** A quantile is asked at levels above 0 and below 1 only. */
const WIDEST = 1 - 1e-9;
