import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { TwinError } from "../../../models/errors/twin-error.ts";
import type { CycleRecipe } from "../../../models/prognosis/cycles/cycle-recipe.ts";
import type { ModelCard } from "../../../models/prognosis/model-card.ts";
import { readModelCard } from "../../../models/prognosis/read-model-card.ts";
import type { LoadedModel } from "../../../nodes/kit/model-runner.ts";
import { onnxRunner } from "../../../nodes/rul-predictor/onnx/onnx-runner.ts";
import { SENSORS, SETTINGS } from "./columns.ts";
import { cmapssErrors } from "./errors.ts";

export interface CycleModel {
  readonly card: ModelCard;
  readonly recipe: CycleRecipe;
  readonly model: LoadedModel;
}

/**
 * A model of turbofan engines that fits its card, this code and the columns of the files.
 *
 * @throws TwinError TWIN-CMAPSS-012 (no card, or of another kind of machine), TWIN-PROGNOSIS-001 and -005 (card),
 *   TWIN-RUL-004 to -008 (model)
 */
export const loadCycleModel = async (folder: string): Promise<CycleModel> => {
  const file = join(folder, "card.json");
  const refuse = (reason: string, cause?: unknown): never => {
    throw new TwinError(cmapssErrors.otherModel, { file, reason }, cause);
  };
  const text = await readFile(file, "utf8").catch((cause: Error) => refuse(cause.message, cause));
  const card = readModelCard(text, file);
  const recipe = card.cycles ?? refuse(`it forecasts ${card.assetType}, in ${card.unit}`);
  for (const [read, given] of [
    [recipe.channels, SENSORS],
    [recipe.settings, SETTINGS],
  ] as const) {
    for (const { name, unit } of read) {
      if (!given.some((one) => one.name === name && one.unit === unit)) refuse(`it reads ${name} in ${unit}`);
    }
  }
  const model = await onnxRunner.load(join(folder, card.model.file), card.model.sha256);
  if (model.featureCount !== card.features.length) {
    await model.close();
    refuse(`its model takes ${model.featureCount} inputs, its card names ${card.features.length}`);
  }
  return { card, recipe, model };
};
