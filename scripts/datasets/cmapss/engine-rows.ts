import { cycleDoubts, type Doubts } from "../../../models/prognosis/cycles/cycle-doubts.ts";
import { cycleVectors } from "../../../models/prognosis/cycles/cycle-features.ts";
import type { CycleRecipe } from "../../../models/prognosis/cycles/cycle-recipe.ts";
import type { Row } from "../../training/feature-table.ts";
import { cyclesOf, type Engine } from "./engine.ts";
import { walkEngine } from "./walk-engine.ts";

/** A row with why its forecast would be less sure than its calibration. */
export interface EngineRow extends Row {
  readonly doubts: Doubts;
}

/**
 * The model's input and the cycles left after cycles of one engine, by the code that computes them at the edge.
 *
 * @param wanted whether a row is made after this cycle, counted from 1
 */
export const engineRows = (engine: Engine, recipe: CycleRecipe, wanted: (cycle: number) => boolean): EngineRow[] => {
  const vectorOf = cycleVectors(recipe);
  const end = cyclesOf(engine) + engine.cyclesLeft;
  const rows: EngineRow[] = [];
  walkEngine(engine, recipe, (history) => {
    const { cycles } = history;
    if (!wanted(cycles)) return;
    rows.push({ vector: vectorOf(history), rulHours: end - cycles, doubts: cycleDoubts(history, recipe) });
  });
  return rows;
};
