/**
 * Mean quantile (pinball) loss of one forecast: p·(y − q) where the truth y is above the quantile q at level p, (1 − p)·(q − y)
 * below. Least, on average, for the true quantiles (Koenker & Bassett 1978); twice its mean over all levels is the CRPS.
 *
 * @param quantiles at each level, in the unit of the truth
 */
export const pinballLoss = (levels: readonly number[], quantiles: readonly number[], truth: number): number => {
  let sum = 0;
  levels.forEach((level, i) => {
    const above = truth - (quantiles[i] ?? Number.NaN);
    sum += above >= 0 ? level * above : (level - 1) * above;
  });
  return sum / levels.length;
};
