import { existsSync } from "node:fs";
import { join } from "node:path";
import { TwinError } from "../../models/errors/twin-error.ts";
import type { Forecast } from "../../models/prognosis/forecast.ts";
import { widen } from "../../models/prognosis/widening/widen.ts";
import { modelFolder } from "../../nodes/kit/models/model-files.ts";
import { longestLife, modelDistribution } from "../../nodes/rul-predictor/model-distribution.ts";
import { onnxRunner } from "../../nodes/rul-predictor/onnx/onnx-runner.ts";
import {
  loadModelFolder,
  shippedFolder,
  shippedModelFolder,
  type TrainedModel,
} from "../../nodes/rul-predictor/shipped-models.ts";
import { forecastFigures } from "../../nodes/rul-predictor/to-forecast.ts";
import { whyErrors } from "./errors.ts";

/** A forecast as the predictor keeps it. */
export interface KeptForecast extends Forecast {
  readonly computedFrom?: {
    readonly inputs: Readonly<Record<string, number>>;
    readonly settings: { readonly confidence: number };
  };
}

export interface Recomputed {
  /** `same`: bit for bit. `not possible`: see the reason. */
  readonly result: "same" | "different" | "not possible";
  readonly reason: string;
  /** Names of the numbers that differ. */
  readonly differing: readonly string[];
}

/** Computes the numbers of a kept forecast again: the model of its hash, on the inputs that were kept with it. */
export const recomputeForecast = async (forecast: KeptForecast, home: string): Promise<Recomputed> => {
  const { computedFrom, engine, quantiles, actAtProbability } = forecast;
  if (engine !== "onnx")
    return impossible(`the state of the ${engine} engine at that time is not kept with the forecast`);
  if (!computedFrom || !quantiles || actAtProbability === undefined) return impossible("the forecast has no numbers");
  const trained = await modelOf(forecast, home);
  if (trained instanceof TwinError) return impossible(trained.message);
  try {
    const { card } = trained;
    const vector = Float64Array.from(card.features, ({ name }) => computedFrom.inputs[name] ?? Number.NaN);
    if (vector.some(Number.isNaN)) return impossible("inputs of the model were not kept with the forecast");
    const calibrated = await modelDistribution(trained, vector);
    const distribution = widen(calibrated, forecast.widening ?? 1, longestLife(card));
    const options = { confidence: computedFrom.settings.confidence / 100, urgencyThreshold: actAtProbability };
    const figures = Object.entries(forecastFigures(distribution, options));
    const differing = figures.filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(Reflect.get(forecast, name)),
    );
    return differing.length === 0
      ? { result: "same", reason: "bit for bit", differing: [] }
      : {
          result: "different",
          reason: "this code or its model runner computes otherwise",
          differing: differing.map(([name]) => name),
        };
  } finally {
    await trained.model.close();
  }
};

const impossible = (reason: string): Recomputed => ({ result: "not possible", reason, differing: [] });

/** The model of the forecast's hash: a registered one, else the one that ships. */
const modelOf = async (forecast: Forecast, home: string): Promise<TrainedModel | TwinError> => {
  const registered = modelFolder(home, forecast.model.hash);
  const shipped = shippedFolder(shippedModelFolder(), forecast.assetType, forecast.component);
  try {
    const folder = existsSync(join(registered, "card.json")) ? registered : shipped;
    const trained = await loadModelFolder(onnxRunner, folder);
    if (trained.model.hash === forecast.model.hash) return trained;
    await trained.model.close();
    return new TwinError(whyErrors.otherModel, { hash: forecast.model.hash.slice(0, 12) });
  } catch (error) {
    if (error instanceof TwinError) return error;
    throw error;
  }
};
