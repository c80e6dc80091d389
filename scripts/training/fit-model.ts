import { join } from "node:path";
import { TwinError } from "../../models/errors/twin-error.ts";
import type { LoadedModel } from "../../nodes/kit/model-runner.ts";
import { packageRoot } from "../start/layout.ts";
import { trainingErrors } from "./errors.ts";
import { readNpy } from "./npy.ts";
import { run, trainingPython } from "./python.ts";

export interface Fit {
  readonly algorithm: string;
  readonly opset: Readonly<Record<string, number>>;
}

/** What the Python side fits by; see `models/training/fit.py`. */
export interface FitSettings {
  readonly objective: "quantiles" | "mean";
  /** Levels of the quantiles, in rising order; of a mean 0.5 alone. */
  readonly levels: readonly number[];
  /** Models that are averaged, each of its own seed. */
  readonly members: number;
  readonly seed: number;
  /** On the logarithmic scale an error of a tenth weighs the same near the end of a life as far from it. */
  readonly scale: "log" | "linear";
  /** Largest label in hours (cycles): earlier in life nothing shows in the data. Null: none. */
  readonly cap: number | null;
  /** Rows that a model of other lives misses by more hours (cycles) are not fitted. Null: all are. */
  readonly largestError: number | null;
  readonly rounds: number;
  readonly depth: number;
  readonly learningRate: number;
  readonly minChildWeight: number;
  readonly subsample: number;
  readonly colsample: number;
  readonly ridge: number;
  readonly bins: number;
}

/** Fits a table (`writeFeatureTable`) and writes the model to `file`. */
export const fitModel = async (table: string, file: string, settings: FitSettings): Promise<Fit> => {
  const python = await trainingPython();
  const script = join(packageRoot(), "models", "training", "train.py");
  return JSON.parse(await run(python, [script, table, file, "--settings", JSON.stringify(settings)]));
};

/** The exported graph may differ from the fitted trees by rounding only. */
const LARGEST_RELATIVE_ERROR = 1e-4;

/**
 * Holds what onnxruntime makes of the first training rows against what XGBoost itself made of them.
 *
 * @param expectedFile forecasts that the Python side wrote beside the model
 * @returns the largest error, relative to 1 h + the forecast
 * @throws TwinError TWIN-TRAINING-002 above 1e-4
 */
export const checkExport = async (model: LoadedModel, rows: Float32Array, expectedFile: string): Promise<number> => {
  const expected = await readNpy(expectedFile);
  const count = Math.min(512, rows.length / model.featureCount);
  const first = rows.subarray(0, count * model.featureCount);
  const given = (await model.run(first, count)).get("rulHours") ?? new Float32Array();
  if (given.length !== expected.length) throw new Error(`${given.length} forecasts instead of ${expected.length}`);
  const worst = given.reduce((most, hours, i) => {
    const truth = expected[i] ?? Number.NaN;
    return Math.max(most, Math.abs(hours - truth) / (1 + Math.abs(truth)));
  }, 0);
  if (!(worst <= LARGEST_RELATIVE_ERROR)) throw new TwinError(trainingErrors.exportDiffers, { worst });
  return worst;
};
