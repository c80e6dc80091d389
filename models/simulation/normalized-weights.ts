/** Weights that sum to 1 from log weights of any size; all equal if none is finite. */
export const normalizedWeights = (logWeights: Float64Array): Float64Array => {
  let max = Number.NEGATIVE_INFINITY;
  for (const log of logWeights) if (log > max) max = log;
  if (!Number.isFinite(max)) return new Float64Array(logWeights.length).fill(1 / logWeights.length);
  const weights = logWeights.map((log) => (Number.isNaN(log) ? 0 : Math.exp(log - max)));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
};

/** Kong's effective sample size, 1 to the number of weights; `weights` sum to 1. */
export const effectiveSampleSize = (weights: Float64Array): number =>
  1 / weights.reduce((sum, weight) => sum + weight * weight, 0);
