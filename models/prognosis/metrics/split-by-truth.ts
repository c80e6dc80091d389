/**
 * The forecasts in parts of equal size, to one, from the shortest to the longest true remaining life: intervals that
 * hold on average but fail near the end of life show in the first part. With fewer forecasts than parts some are empty.
 *
 * @param parts 1 or more; thirds by default
 */
export const splitByTruth = <T extends { readonly truth: number }>(forecasts: readonly T[], parts = 3): T[][] => {
  const sorted = forecasts.toSorted((a, b) => a.truth - b.truth);
  const end = (part: number): number => Math.round((part * sorted.length) / parts);
  return Array.from({ length: parts }, (_, part) => sorted.slice(end(part), end(part + 1)));
};
