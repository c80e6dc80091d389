import type { CycleHistory } from "./cycle-history.ts";
import type { CycleRecipe } from "./cycle-recipe.ts";
import { kindReaders } from "./kind-readers.ts";

/**
 * What the health indices are linear in, before it is standardised: the plain features, every product of two of `pairs` (of
 * every factor, and ln(cycles)), every product of three of `triples` (of every factor).
 */
export const indexBase = (recipe: CycleRecipe): ((history: CycleHistory, plain: Float64Array) => Float64Array) => {
  const pairs = kindReaders(recipe, recipe.indices.pairs);
  const [triple] = kindReaders(recipe, [recipe.indices.triples]);
  const factors = Array.from({ length: recipe.factors }, (_, factor) => factor);
  return (history, plain) => {
    const twos = [...pairs.flatMap((read) => factors.map((factor) => read(history, factor))), Math.log(history.cycles)];
    const threes = factors.map((factor) => triple?.(history, factor) ?? Number.NaN);
    const values = Array.from(plain);
    twos.forEach((a, i) => {
      for (let j = i; j < twos.length; j++) values.push(a * (twos[j] ?? Number.NaN));
    });
    threes.forEach((a, i) => {
      for (let j = i; j < threes.length; j++) {
        const two = a * (threes[j] ?? Number.NaN);
        for (let k = j; k < threes.length; k++) values.push(two * (threes[k] ?? Number.NaN));
      }
    });
    return Float64Array.from(values);
  };
};
