import { addCycle, type CycleHistory, emptyCycleHistory } from "../../../models/prognosis/cycles/cycle-history.ts";
import type { CycleRecipe } from "../../../models/prognosis/cycles/cycle-recipe.ts";
import { SENSORS } from "./columns.ts";
import type { Engine } from "./engine.ts";

/**
 * Walks through one engine by the code that runs at the edge, and tells of the history after every cycle. It is one object
 * that goes on changing.
 */
export const walkEngine = (engine: Engine, recipe: CycleRecipe, tell: (history: CycleHistory) => void): void => {
  const places = recipe.channels.map(({ name }) => SENSORS.findIndex((sensor) => sensor.name === name));
  const history = emptyCycleHistory(recipe);
  engine.sensors.forEach((sensors, i) => {
    const values = places.map((place) => sensors[place] ?? Number.NaN);
    addCycle(history, recipe, engine.settings[i] ?? [], values);
    tell(history);
  });
};
