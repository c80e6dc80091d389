/**
 * The median; of an even number of values the upper one of the two in the middle. NaN of none.
 *
 * @param share 0 to 1: another quantile than the middle, by the nearest rank
 */
export const median = (values: readonly number[], share = 0.5): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
};
