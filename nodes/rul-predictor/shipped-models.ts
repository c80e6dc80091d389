import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { TwinError } from "../../models/errors/twin-error.ts";
import { featureShares } from "../../models/prognosis/explain/feature-shares.ts";
import type { ForecastExplainer } from "../../models/prognosis/explain/forecast-explainer.ts";
import type { ModelCard } from "../../models/prognosis/model-card.ts";
import { readModelCard } from "../../models/prognosis/read-model-card.ts";
import type { LoadedModel, ModelRunner } from "../kit/model-runner.ts";
import { rulErrors } from "./errors.ts";
import { explainModel } from "./explain-model.ts";

/** A trained model that fits its card and this code. */
export interface TrainedModel {
  readonly card: ModelCard;
  readonly model: LoadedModel;
  /** Or why its forecasts can't be explained. */
  readonly explainer: ForecastExplainer | TwinError;
  /** What the model knows by each input, see `featureShares`; all 0 where that can't be told. */
  readonly shares: Float64Array;
}

/** In a checkout the models stand two folders up; in the built package, whose code is under `dist`, three. */
const SHIPPED = [
  join(import.meta.dirname, "..", "..", "models", "onnx"),
  join(import.meta.dirname, "..", "..", "..", "models", "onnx"),
];

/** Folder of the shipped models. */
export const shippedModelFolder = (): string =>
  SHIPPED.find((folder) => existsSync(folder)) ?? join(import.meta.dirname, "..", "..", "models", "onnx");

/** Where the folder of models keeps the one of a component. */
export const shippedFolder = (root: string, assetType: string, component: string): string =>
  join(root, `${assetType}-${component}`);

/** True if there is a card for the component; whether it is any good shows when it is loaded. */
export const hasTrainedModel = (root: string, assetType: string, component: string): boolean =>
  existsSync(join(shippedFolder(root, assetType, component), "card.json"));

/**
 * Loads the model of a folder, `card.json` and what it names, and holds it against its card.
 *
 * @throws TwinError TWIN-PROGNOSIS-001 and -005 (card), TWIN-RUL-004 to -008 and -012 (model)
 */
export const loadModelFolder = async (runner: ModelRunner, folder: string): Promise<TrainedModel> => {
  const cardFile = join(folder, "card.json");
  const text = await readFile(cardFile, "utf8").catch((cause: Error) => {
    throw new TwinError(rulErrors.modelMissing, { file: cardFile, reason: cause.message }, cause);
  });
  const card = readModelCard(text, cardFile);
  const file = join(folder, card.model.file);
  const model = await runner.load(file, card.model.sha256);
  if (model.featureCount !== card.features.length) {
    await model.close();
    const [found, expected] = [`${model.featureCount} inputs`, `${card.features.length}`];
    throw new TwinError(rulErrors.modelShape, { file, found, expected });
  }
  const bytes = await readFile(file);
  const explainer = await explainModel(bytes, card, model);
  const shares =
    explainer instanceof TwinError
      ? new Float64Array(model.featureCount)
      : featureShares(bytes, "rulHours", card.quantileLevels.indexOf(0.5), model.featureCount);
  // To read a file's trees leaves many times of what is kept of them, and what a process has taken it seldom gives back: without
  // this it stays some 7 MB greater for every model. Only where the start allows it, and only when a model is loaded.
  globalThis.gc?.();
  return { card, model, explainer, shares };
};
