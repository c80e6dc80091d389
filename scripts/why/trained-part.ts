import { existsSync } from "node:fs";
import { join } from "node:path";
import { TwinError } from "../../models/errors/twin-error.ts";
import { widen } from "../../models/prognosis/widening/widen.ts";
import { modelFolder } from "../../nodes/kit/models/model-files.ts";
import type { Outcome } from "../../nodes/rul-predictor/asset-engine.ts";
import { longestLife, modelDistribution } from "../../nodes/rul-predictor/model-distribution.ts";
import { onnxRunner } from "../../nodes/rul-predictor/onnx/onnx-runner.ts";
import {
  loadModelFolder,
  shippedFolder,
  shippedModelFolder,
  type TrainedModel,
} from "../../nodes/rul-predictor/shipped-models.ts";
import { whyErrors } from "./errors.ts";
import type { KeptForecast } from "./kept-forecast.ts";

/** What the trained model of a kept forecast says of the inputs that were kept with it, with that model. */
export interface TrainedPart {
  readonly trained: TrainedModel;
  readonly outcome: Outcome;
}

/** @throws TwinError TWIN-WHY-002, -003 and those of loading a model */
export const trainedPart = async (forecast: KeptForecast, home: string): Promise<TrainedPart> => {
  const { component, computedFrom, widening = 1, lineage } = forecast;
  const trained = await modelOf(forecast, home);
  const { card, model } = trained;
  const inputs = computedFrom?.inputs ?? {};
  try {
    const vector = Float64Array.from(card.features, ({ name }) => inputs[name] ?? Number.NaN);
    const lacking = card.features.filter((_, i) => Number.isNaN(vector[i])).map(({ name }) => name);
    if (lacking.length > 0) throw new TwinError(whyErrors.inputsNotKept, { inputs: lacking.slice(0, 3).join(", ") });
    const distribution = widen(await modelDistribution(trained, vector), widening, longestLife(card));
    const rest = { reason: "", drivers: [], fromMs: lineage.fromMs };
    const named = { name: card.name, hash: model.hash };
    return { trained, outcome: { component, engine: "onnx", model: named, inputs, widening, distribution, ...rest } };
  } finally {
    await model.close();
  }
};

/** The model of the forecast's hash: a registered one, else that of the folder that was set, else the one that ships. */
const modelOf = async (forecast: KeptForecast, home: string): Promise<TrainedModel> => {
  const { assetType, component, model, computedFrom } = forecast;
  const root = computedFrom?.settings.modelFolder || shippedModelFolder();
  const registered = modelFolder(home, model.hash);
  const folder = existsSync(join(registered, "card.json")) ? registered : shippedFolder(root, assetType, component);
  const trained = await loadModelFolder(onnxRunner, folder);
  if (trained.model.hash === model.hash) return trained;
  await trained.model.close();
  throw new TwinError(whyErrors.otherModel, { hash: model.hash.slice(0, 12) });
};
