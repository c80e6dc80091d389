import { cycleVector } from "../../../models/prognosis/cycles/cycle-features.ts";
import { addCycle, emptyCycleHistory } from "../../../models/prognosis/cycles/cycle-history.ts";
import type { CycleRecipe } from "../../../models/prognosis/cycles/cycle-recipe.ts";
import type { Row } from "../../training/feature-table.ts";
import { SENSORS } from "./columns.ts";
import { cyclesOf, type Engine } from "./engine.ts";

/**
 * The model's input and the cycles left after cycles of one engine, by the code that computes them at the edge.
 *
 * @param wanted whether a row is made after this cycle, counted from 1; all of them by default
 */
export const engineRows = (
  engine: Engine,
  recipe: CycleRecipe,
  wanted: (cycle: number) => boolean = () => true,
): Row[] => {
  const places = recipe.channels.map(({ name }) => SENSORS.findIndex((sensor) => sensor.name === name));
  const history = emptyCycleHistory(recipe);
  const end = cyclesOf(engine) + engine.cyclesLeft;
  return engine.sensors.flatMap((sensors, i) => {
    const values = places.map((place) => sensors[place] ?? Number.NaN);
    addCycle(history, recipe, engine.settings[i] ?? [], values);
    return wanted(history.cycles) ? [{ vector: cycleVector(history, recipe), rulHours: end - history.cycles }] : [];
  });
};
