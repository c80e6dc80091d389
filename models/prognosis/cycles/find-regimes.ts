import type { Setting } from "./cycle-recipe.ts";
import { nearestRegime } from "./nearest-regime.ts";

/**
 * Operating conditions that the settings of many cycles gather in: a cycle farther than `radius` (scaled) from all known
 * conditions begins a new one (leader clustering: Hartigan, Clustering Algorithms, 1975, chapter 3), then each is moved to
 * the mean of its cycles. Sorted by the first setting, so that their order does not hang on that of the cycles.
 *
 * @param most it gives up at one more
 * @returns settings of each condition in their units; undefined if they don't gather in `most`
 */
export const findRegimes = (
  scales: readonly Pick<Setting, "scale">[],
  cycles: readonly ArrayLike<number>[],
  radius: number,
  most: number,
): Float64Array[] | undefined => {
  const found: { readonly settings: Float64Array; readonly sum: Float64Array; count: number }[] = [];
  for (const settings of cycles) {
    const { at, distance } = nearestRegime(scales, found, settings);
    let regime = distance <= radius ? found[at] : undefined;
    if (!regime) {
      if (found.length === most) return undefined;
      regime = { settings: Float64Array.from(settings), sum: new Float64Array(settings.length), count: 0 };
      found.push(regime);
    }
    const { sum } = regime;
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + (settings[i] ?? Number.NaN);
    regime.count++;
  }
  const means = found.map(({ sum, count }) => sum.map((value) => value / count));
  return means.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0) || (a[1] ?? 0) - (b[1] ?? 0) || (a[2] ?? 0) - (b[2] ?? 0));
};
