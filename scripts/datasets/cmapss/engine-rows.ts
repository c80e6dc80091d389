import { cycleVectors } from "../../../models/prognosis/cycles/cycle-features.ts";
import type { CycleRecipe } from "../../../models/prognosis/cycles/cycle-recipe.ts";
import type { Row } from "../../training/feature-table.ts";
import { cyclesOf, type Engine } from "./engine.ts";
import { walkEngine } from "./walk-engine.ts";

/**
 * The model's input and the cycles left after cycles of one engine, by the code that computes them at the edge.
 *
 * @param wanted whether a row is made after this cycle, counted from 1
 */
export const engineRows = (engine: Engine, recipe: CycleRecipe, wanted: (cycle: number) => boolean): Row[] => {
  const vectorOf = cycleVectors(recipe);
  const end = cyclesOf(engine) + engine.cyclesLeft;
  const rows: Row[] = [];
  walkEngine(engine, recipe, (history) => {
    const { cycles } = history;
    if (wanted(cycles)) rows.push({ vector: vectorOf(history), rulHours: end - cycles });
  });
  return rows;
};
