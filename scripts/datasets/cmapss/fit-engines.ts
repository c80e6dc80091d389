import { CYCLE_UNIT, cycleFeatures } from "../../../models/prognosis/cycles/cycle-features.ts";
import type { CycleRecipe } from "../../../models/prognosis/cycles/cycle-recipe.ts";
import type { Row } from "../../training/feature-table.ts";
import { type FittedModel, fitRows } from "../../training/fit-rows.ts";
import type { Engine } from "./engine.ts";
import { engineRows } from "./engine-rows.ts";
import { FIT } from "./fit-plan.ts";
import { recipeOf } from "./recipe-of.ts";

/** A model of some engines with the recipe that they gave. */
export interface EngineModel extends FittedModel {
  readonly recipe: CycleRecipe;
  readonly lives: readonly (readonly Row[])[];
}

/**
 * Recipe, rows and trees of these engines and of no other. The caller closes the model.
 *
 * @param folder gets the table and the model
 * @param file that the engines are from, for errors
 */
export const fitEngines = async (
  folder: string,
  engines: readonly Engine[],
  file: string,
  seed: number,
): Promise<EngineModel> => {
  const recipe = recipeOf(engines, file);
  const lives = engines.map((engine) => engineRows(engine, recipe));
  const fitted = await fitRows(folder, cycleFeatures(recipe), lives, CYCLE_UNIT, { ...FIT, seed });
  return { ...fitted, recipe, lives };
};
