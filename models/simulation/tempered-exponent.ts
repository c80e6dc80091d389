import { effectiveSampleSize, normalizedWeights } from "./normalized-weights.ts";

const BISECTIONS = 20;

/**
 * How much of an observation can be believed at once: the largest exponent up to `left` for which weighting by
 * likelihood^exponent leaves an effective sample size of at least `minimumSize` (Del Moral, Doucet & Jasra 2012,
 * Statistics and Computing 22:1009). An observation that would leave two particles alive is so taken in several stages.
 */
export const temperedExponent = (
  logWeights: Float64Array,
  logLikelihoods: Float64Array,
  left: number,
  minimumSize: number,
): number => {
  const sizeAt = (exponent: number): number =>
    effectiveSampleSize(normalizedWeights(logWeights.map((log, i) => log + exponent * (logLikelihoods[i] ?? 0))));
  if (sizeAt(left) >= minimumSize) return left;
  let low = 0;
  let high = left;
  for (let i = 0; i < BISECTIONS; i++) {
    const middle = (low + high) / 2;
    if (sizeAt(middle) >= minimumSize) low = middle;
    else high = middle;
  }
  return Math.max(low, left / 2 ** BISECTIONS);
};
