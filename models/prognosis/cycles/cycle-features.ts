import type { CycleHistory } from "./cycle-history.ts";
import type { CycleKind, CycleRecipe, HealthIndices } from "./cycle-recipe.ts";
import { indexBase } from "./index-base.ts";
import { kindReaders } from "./kind-readers.ts";

/** The one feature that belongs to no factor: cycles since the history began. */
export const CYCLES = "cycles";

/** UCUM code of a count of cycles. */
export const CYCLE_UNIT = "{cycle}";

const kindName = (one: CycleKind): string =>
  [one.kind, "halfLife" in one ? one.halfLife : "", "cycles" in one ? `-${one.cycles}` : ""].join("");

/**
 * Name and unit of each feature, in the order of the vector: `factor2/slope16` (factor by factor), `cycles`, then the health
 * indices. Factors are without unit ("1"), in units of their spread over the training machines.
 */
export const cycleFeatures = ({ factors, kinds, indices }: CycleRecipe): { name: string; unit: string }[] => [
  ...Array.from({ length: factors }, (_, factor) =>
    kinds.map((kind) => ({
      name: `factor${factor + 1}/${kindName(kind)}`,
      unit: kind.kind === "slope" ? "/{cycle}" : "1",
    })),
  ).flat(),
  { name: CYCLES, unit: CYCLE_UNIT },
  ...indices.weights.map((_, i) => ({ name: `index${i + 1}`, unit: "1" })),
];

/** Computes vectors in the order of `cycleFeatures`, of all cycles up to the newest and of no later one. */
export const cycleVectors = (recipe: CycleRecipe): ((history: CycleHistory) => Float64Array) => {
  const plain = plainFeatures(recipe);
  const base = indexBase(recipe);
  const { mean, spread, clip, weights } = recipe.indices;
  return (history) => {
    const own = plain(history);
    return Float64Array.from([...own, ...indexValues({ mean, spread, clip, weights }, base(history, own))]);
  };
};

/** Health indices of one moment. @param base see `indexBase` */
export const indexValues = (
  { mean, spread, clip, weights }: Pick<HealthIndices, "mean" | "spread" | "clip" | "weights">,
  base: Float64Array,
): number[] => {
  const standard = base.map((value, i) => standardised(value, mean[i], spread[i], clip));
  return weights.map((row) =>
    standard.reduce((sum, value, i) => sum + value * (row[i + 1] ?? Number.NaN), row[0] ?? 0),
  );
};

/** What stands before the health indices. */
export const plainFeatures = (recipe: CycleRecipe): ((history: CycleHistory) => Float64Array) => {
  const readers = kindReaders(recipe, recipe.kinds);
  return (history) => {
    const vector = new Float64Array(recipe.factors * readers.length + 1);
    let place = 0;
    for (let factor = 0; factor < recipe.factors; factor++) {
      for (const read of readers) vector[place++] = read(history, factor);
    }
    vector[place] = history.cycles;
    return vector;
  };
};

/** A value in units of its spread, held within ± clip. */
export const standardised = (value: number, mean = 0, spread = 1, clip = Number.POSITIVE_INFINITY): number =>
  Math.max(-clip, Math.min(clip, (value - mean) / spread));
