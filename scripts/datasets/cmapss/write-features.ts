import { CYCLE_UNIT, cycleFeatures } from "../../../models/prognosis/cycles/cycle-features.ts";
import { writeFeatureTable } from "../../training/feature-table.ts";
import { readTraining } from "./read-set.ts";
import { recipeOf } from "./recipe-of.ts";
import { trainingRows } from "./training-rows.ts";

/** Writes the features of every cycle of every training engine to one .npz file. @throws TwinError TWIN-CMAPSS-001 to -011 */
export const writeFeatures = async (
  data: string,
  subset: string,
  out: string,
): Promise<{ rows: number; features: number; engines: number; sha256: string }> => {
  const set = await readTraining(data, subset);
  const { engines } = set;
  const { recipe, lives } = trainingRows(engines, recipeOf(set, subset));
  const features = cycleFeatures(recipe);
  const sha256 = await writeFeatureTable(out, features, lives, CYCLE_UNIT);
  return { rows: lives.flat().length, features: features.length, engines: engines.length, sha256 };
};
