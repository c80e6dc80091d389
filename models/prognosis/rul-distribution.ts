/**
 * What a forecast knows about the remaining useful life of one component, in hours from now. Both are monotone, and
 * each is the other's inverse wherever the distribution has no jump.
 */
export interface RulDistribution {
  /** Remaining life in hours, 0 or more, that is not reached with probability `p`, 0 < p < 1. Always finite. */
  quantileHours(p: number): number;
  /** Probability, 0 to 1, that the component fails within `hours`. */
  probabilityWithin(hours: number): number;
  /** Confidence of the widest two-sided interval that the evidence carries; wider ones are extrapolated. */
  readonly widestConfidence: number;
  /**
   * Confidence of the central interval that held the truth as often as `confidence` says, on machines never seen; never lower
   * for a higher one. Absent: the same.
   */
  readonly confidenceFor?: ((confidence: number) => number) | undefined;
  /** Life beyond this was not looked at: a quantile that equals it means "at least". Infinity if there is no such end. */
  readonly horizonHours: number;
}
