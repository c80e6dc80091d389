import { TwinError } from "../../../models/errors/twin-error.ts";
import type { CycleRecipe } from "../../../models/prognosis/cycles/cycle-recipe.ts";
import { fitRecipe } from "../../../models/prognosis/cycles/fit-recipe.ts";
import { cyclePlan } from "./cycle-plan.ts";
import { cmapssErrors } from "./errors.ts";
import type { EngineSet } from "./read-set.ts";

/**
 * The recipe that these engines give, its health indices without weights yet.
 *
 * @throws TwinError TWIN-CMAPSS-011 if their settings don't gather in a few operating conditions, or too little varies
 */
export const recipeOf = ({ engines, file }: Pick<EngineSet, "engines" | "file">, subset: string): CycleRecipe => {
  const plan = cyclePlan(subset);
  const lives = engines.map(({ settings, sensors }) =>
    sensors.map((values, i) => ({ settings: settings[i] ?? [], values })),
  );
  const recipe = fitRecipe(plan, lives);
  if (!recipe) {
    throw new TwinError(cmapssErrors.tooManyRegimes, { file, most: plan.mostRegimes, factors: plan.factors });
  }
  return recipe;
};
