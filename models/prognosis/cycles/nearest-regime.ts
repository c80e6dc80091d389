import type { Setting } from "./cycle-recipe.ts";

/** Scaled distance between two operating points: Euclidean, each setting in units of its scale. */
export const regimeDistance = (scales: readonly Pick<Setting, "scale">[], a: ArrayLike<number>, b: ArrayLike<number>) =>
  Math.hypot(...scales.map(({ scale }, i) => ((a[i] ?? Number.NaN) - (b[i] ?? Number.NaN)) / scale));

/**
 * The operating condition that is nearest to the settings of one cycle.
 *
 * @returns its place and the scaled distance; without a finite setting place -1 and NaN
 */
export const nearestRegime = (
  scales: readonly Pick<Setting, "scale">[],
  regimes: readonly { readonly settings: ArrayLike<number> }[],
  settings: ArrayLike<number>,
): { readonly at: number; readonly distance: number } => {
  let nearest = { at: -1, distance: Number.NaN };
  regimes.forEach((regime, at) => {
    const distance = regimeDistance(scales, regime.settings, settings);
    if (!(distance >= nearest.distance) && !Number.isNaN(distance)) nearest = { at, distance };
  });
  return nearest;
};
