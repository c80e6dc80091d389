import type { Estimate } from "./scenario-result.ts";

/**
 * Mean over the samples and the central interval that holds `confidence` of them (linear interpolation between order
 * statistics, Hyndman & Fan 1996, type 7).
 *
 * @param values finite, at least one
 * @param confidence 0 to 1
 */
export const sampleInterval = (values: Float64Array, confidence: number): Estimate => {
  const sorted = values.toSorted();
  const at = (p: number): number => {
    const position = p * (sorted.length - 1);
    const below = Math.floor(position);
    const low = sorted[below] ?? Number.NaN;
    const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? Number.NaN;
    return low + (position - below) * (high - low);
  };
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, low: at((1 - confidence) / 2), high: at((1 + confidence) / 2) };
};
