import { CYCLE_UNIT, cycleFeatures } from "../../../models/prognosis/cycles/cycle-features.ts";
import { writeFeatureTable } from "../../training/feature-table.ts";
import { engineRows } from "./engine-rows.ts";
import { readTraining } from "./read-set.ts";
import { recipeOf } from "./recipe-of.ts";

/** Writes the features of every cycle of every training engine to one .npz file. @throws TwinError TWIN-CMAPSS-001 to -011 */
export const writeFeatures = async (
  data: string,
  subset: string,
  out: string,
): Promise<{ rows: number; features: number; engines: number; sha256: string }> => {
  const { file, engines } = await readTraining(data, subset);
  const recipe = recipeOf(engines, file);
  const features = cycleFeatures(recipe);
  const lives = engines.map((engine) => engineRows(engine, recipe));
  const sha256 = await writeFeatureTable(out, features, lives, CYCLE_UNIT);
  return { rows: lives.flat().length, features: features.length, engines: engines.length, sha256 };
};
