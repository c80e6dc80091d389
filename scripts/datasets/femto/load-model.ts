import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { TwinError } from "../../../models/errors/twin-error.ts";
import type { ModelCard } from "../../../models/prognosis/model-card.ts";
import type { OnsetRecipe } from "../../../models/prognosis/onset-recipe.ts";
import { readModelCard } from "../../../models/prognosis/read-model-card.ts";
import type { LoadedModel } from "../../../nodes/kit/model-runner.ts";
import { onnxRunner } from "../../../nodes/rul-predictor/onnx/onnx-runner.ts";
import { femtoErrors } from "./errors.ts";
import { WATCHED } from "./onset-plan.ts";

export interface OnsetModel {
  readonly card: ModelCard;
  readonly onset: OnsetRecipe;
  readonly model: LoadedModel;
}

/**
 * A model of bearings that fits its card and this code. The caller closes it.
 *
 * @throws TwinError TWIN-FEMTO-011 (no card, or of another kind of machine), TWIN-PROGNOSIS-001 and -005 (card),
 *   TWIN-RUL-004 to -008 (model)
 */
export const loadOnsetModel = async (folder: string): Promise<OnsetModel> => {
  const file = join(folder, "card.json");
  const refuse = (reason: string, cause?: unknown): never => {
    throw new TwinError(femtoErrors.otherModel, { file, reason }, cause);
  };
  const text = await readFile(file, "utf8").catch((cause: Error) => refuse(cause.message, cause));
  const card = readModelCard(text, file);
  const onset = card.onset ?? refuse(`it forecasts ${card.assetType} ${card.component}, of ${card.featureSet}`);
  if (onset.watched !== WATCHED) refuse(`it watches ${onset.watched}, not ${WATCHED}`);
  const model = await onnxRunner.load(join(folder, card.model.file), card.model.sha256);
  if (model.featureCount !== card.features.length) {
    await model.close();
    refuse(`its model takes ${model.featureCount} inputs, its card names ${card.features.length}`);
  }
  return { card, onset, model };
};
