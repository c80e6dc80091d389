import { TwinError } from "../../../models/errors/twin-error.ts";
import type { CycleRecipe } from "../../../models/prognosis/cycles/cycle-recipe.ts";
import { fitRecipe } from "../../../models/prognosis/cycles/fit-recipe.ts";
import { CYCLE_PLAN } from "./cycle-plan.ts";
import type { Engine } from "./engine.ts";
import { cmapssErrors } from "./errors.ts";

/**
 * The recipe that these engines give.
 *
 * @param file for the error
 * @throws TwinError TWIN-CMAPSS-011 if their settings don't gather in a few operating conditions, or nothing varies
 */
export const recipeOf = (engines: readonly Engine[], file: string): CycleRecipe => {
  const cycles = engines.flatMap(({ settings, sensors }) =>
    sensors.map((values, i) => ({ settings: settings[i] ?? [], values })),
  );
  const recipe = fitRecipe(CYCLE_PLAN, cycles);
  if (!recipe) throw new TwinError(cmapssErrors.tooManyRegimes, { file, most: CYCLE_PLAN.mostRegimes });
  return recipe;
};
