import type { RulDistribution } from "../../../models/prognosis/rul-distribution.ts";

/** One forecast of one engine, and the cycles that were truly left. */
export interface EngineForecast {
  readonly unit: number;
  /** Cycle after which it was made. */
  readonly cycle: number;
  readonly truth: number;
  /** What the trees give, held within what they tell apart, in cycles: a mean, whose square error is least. */
  readonly expected: number;
  readonly distribution: RulDistribution;
  /** Why the interval is wider than calibrated; empty if it is not. */
  readonly reason: string;
}
