import type { CycleRecipe, Regime } from "./cycle-recipe.ts";

/**
 * Channels of one cycle in units of their spread under one operating condition, held within ± clip: 0 is the training
 * machines' mean there. NaN where a channel was not measured, 0 where it is constant there.
 */
export const normalisedCycle = (
  { clip }: Pick<CycleRecipe, "clip">,
  { mean, spread }: Pick<Regime, "mean" | "spread">,
  values: ArrayLike<number>,
): number[] =>
  mean.map((centre, i) => {
    const value = values[i] ?? Number.NaN;
    if (!Number.isFinite(value)) return Number.NaN;
    const unit = spread[i] ?? 0;
    return unit > 0 ? Math.max(-clip, Math.min(clip, (value - centre) / unit)) : 0;
  });
