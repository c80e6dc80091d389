import { join } from "node:path";
import type { LoadedModel } from "../../nodes/kit/model-runner.ts";
import { readNpy } from "./npy.ts";
import { run, trainingPython } from "./python.ts";

export interface Fit {
  readonly algorithm: string;
  readonly opset: Readonly<Record<string, number>>;
}

/** Fits the table in `tableFolder` and writes the model to `file`. */
export const fitModel = async (
  tableFolder: string,
  file: string,
  levels: readonly number[],
  seed: number,
): Promise<Fit> => {
  const python = await trainingPython();
  const script = join(import.meta.dirname, "..", "..", "models", "training", "train.py");
  return JSON.parse(await run(python, [script, tableFolder, file, "--levels", levels.join(), "--seed", String(seed)]));
};

/** The exported graph may differ from the fitted trees by rounding only. */
const LARGEST_RELATIVE_ERROR = 1e-4;

/**
 * Holds what onnxruntime makes of the first training rows against what XGBoost itself made of them.
 *
 * @param expectedFile forecasts that the Python side wrote beside the model
 * @returns the largest error, relative to 1 h + the forecast
 * @throws Error above 1e-4
 */
export const checkExport = async (model: LoadedModel, rows: Float32Array, expectedFile: string): Promise<number> => {
  const expected = await readNpy(expectedFile);
  const count = Math.min(512, rows.length / model.featureCount);
  const given = (await model.run(rows, count)).get("rulHours") ?? new Float32Array();
  if (given.length !== expected.length) throw new Error(`${given.length} forecasts instead of ${expected.length}`);
  const worst = given.reduce((most, hours, i) => {
    const truth = expected[i] ?? Number.NaN;
    return Math.max(most, Math.abs(hours - truth) / (1 + Math.abs(truth)));
  }, 0);
  if (!(worst <= LARGEST_RELATIVE_ERROR)) throw new Error(`the exported model differs from the fitted one by ${worst}`);
  return worst;
};
