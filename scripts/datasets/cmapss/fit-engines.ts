import { CYCLE_UNIT, cycleFeatures } from "../../../models/prognosis/cycles/cycle-features.ts";
import type { CycleRecipe } from "../../../models/prognosis/cycles/cycle-recipe.ts";
import type { Row } from "../../training/feature-table.ts";
import { type FittedModel, fitRows } from "../../training/fit-rows.ts";
import { FIT } from "./fit-plan.ts";
import type { EngineSet } from "./read-set.ts";
import { recipeOf } from "./recipe-of.ts";
import { trainingRows } from "./training-rows.ts";

/** A model of some engines with the recipe that they gave. */
export interface EngineModel extends FittedModel {
  readonly recipe: CycleRecipe;
  readonly lives: readonly (readonly Row[])[];
}

/** Rows are taken evenly from all cycles so that no more than about so many are fitted: neighbours say the same. */
const MOST_ROWS = 12_000;

/**
 * Recipe, rows and trees of these engines and of no other. The caller closes the model.
 *
 * @param folder gets the table and the model
 * @param set the engines, and the file they are from, for errors
 */
export const fitEngines = async (
  folder: string,
  set: Pick<EngineSet, "engines" | "file">,
  subset: string,
  seed: number,
): Promise<EngineModel> => {
  const { recipe, lives: all } = trainingRows(set.engines, recipeOf(set, subset));
  const stride = Math.ceil(all.flat().length / MOST_ROWS);
  const lives = all.map((life) => life.filter((_, i) => i % stride === 0));
  const fitted = await fitRows(folder, cycleFeatures(recipe), lives, CYCLE_UNIT, { ...FIT, seed });
  return { ...fitted, recipe, lives };
};
