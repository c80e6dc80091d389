/** Shares at which `confidencesOf` keeps a confidence: 0, 1/STEPS, ..., 1. */
const STEPS = 100;

/**
 * What is kept of the confidences that intervals needed to hold the truth (`coveringConfidence`): those that even shares of
 * them, from 0 to 1, did not exceed, ascending, the last 1.
 *
 * @param needed one or more, of lives that the forecasts had not seen
 */
export const confidencesOf = (needed: readonly number[]): number[] => {
  const sorted = needed.toSorted((a, b) => a - b);
  return Array.from({ length: STEPS + 1 }, (_, i) => {
    const place = Math.max(0, Math.ceil((i / STEPS) * sorted.length) - 1);
    return i === STEPS ? 1 : Number((sorted[place] ?? 1).toFixed(4));
  });
};

/**
 * The confidence that a share `nominal` of forecasts needed to hold the truth, with straight lines between what was kept; never
 * lower for a higher share.
 *
 * @param kept see `confidencesOf`; two or more
 * @param nominal 0 to 1
 */
export const confidenceFor = (kept: readonly number[], nominal: number): number => {
  const position = Math.max(0, Math.min(1, nominal)) * (kept.length - 1);
  const i = Math.min(kept.length - 2, Math.floor(position));
  const [from = nominal, to = nominal] = [kept[i], kept[i + 1]];
  return from + (to - from) * (position - i);
};
