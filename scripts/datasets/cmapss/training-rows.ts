import { indexValues, plainFeatures } from "../../../models/prognosis/cycles/cycle-features.ts";
import type { CycleRecipe } from "../../../models/prognosis/cycles/cycle-recipe.ts";
import { fitIndices } from "../../../models/prognosis/cycles/fit-indices.ts";
import { indexBase } from "../../../models/prognosis/cycles/index-base.ts";
import type { Row } from "../../training/feature-table.ts";
import { INDEX_RIDGE, INDEX_STRIDE, indexTargets } from "./cycle-plan.ts";
import { cyclesOf, type Engine } from "./engine.ts";
import { walkEngine } from "./walk-engine.ts";

/** Engines are put in so many groups, by turns: the indices of each engine's rows are by weights of the other groups. */
const GROUPS = 5;

interface Moment {
  readonly plain: Float64Array;
  readonly base: Float64Array;
  readonly left: number;
}

/**
 * The recipe with its health indices fitted to these engines, and their rows for training. An index that was fitted to the
 * row's own engine would look better to the trees than it is on a new one: so each engine's are by weights that never saw it.
 */
export const trainingRows = (
  engines: readonly Engine[],
  recipe: CycleRecipe,
): { readonly recipe: CycleRecipe; readonly lives: readonly (readonly Row[])[] } => {
  const plainOf = plainFeatures(recipe);
  const baseOf = indexBase(recipe);
  const moments = engines.map((engine) => {
    const found: Moment[] = [];
    walkEngine(engine, recipe, (history) => {
      const plain = plainOf(history);
      found.push({ plain, base: baseOf(history, plain), left: cyclesOf(engine) - history.cycles });
    });
    return found;
  });
  const some = moments.map((life) => life.filter((_, i) => i % INDEX_STRIDE === 0));
  const groups = Array.from({ length: GROUPS }, (_, group) =>
    engines.flatMap((_, place) => (place % GROUPS === group ? [place] : [])),
  );
  const { fitted, without } = fitIndices(
    some.map((life) => ({ base: life.map(({ base }) => base), targets: life.map(({ left }) => indexTargets(left)) })),
    groups,
    recipe.indices.clip,
    INDEX_RIDGE,
  );
  const indices = { ...recipe.indices, ...fitted };
  const lives = moments.map((life, place) =>
    life.map(({ plain, base, left }): Row => {
      const own = indexValues({ ...indices, weights: Array.from(without[place % GROUPS] ?? []) }, base);
      const cycle = plain.at(-1) ?? 0;
      return { vector: Float64Array.from([...plain, ...own]), rulHours: left, weight: weightOf(left, cycle) };
    }),
  );
  return { recipe: { ...recipe, indices }, lives };
};

const NEAR_CYCLES = 50;
const FAR_CYCLES = 145;
const EARLY_CYCLES = 20;

/** Near the end it counts most; far from it all look alike, and before a few cycles there is little to go by. */
const weightOf = (left: number, cycle: number): number =>
  (left <= NEAR_CYCLES ? 2 : left > FAR_CYCLES ? 0.4 : 1) * (cycle < EARLY_CYCLES ? 0.3 : 1);
