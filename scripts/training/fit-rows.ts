import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { LoadedModel } from "../../nodes/kit/model-runner.ts";
import { onnxRunner } from "../../nodes/rul-predictor/onnx/onnx-runner.ts";
import { checkContributions } from "./check-contributions.ts";
import { matrixOf, type Row, type TableFeature, writeFeatureTable } from "./feature-table.ts";
import { checkExport, type Fit, type FitSettings, fitModel } from "./fit-model.ts";

/** A model that was fitted, exported, loaded and held against the fit. */
export interface FittedModel extends Fit {
  readonly model: LoadedModel;
  readonly file: string;
  /** SHA-256 of the feature table, hex. */
  readonly dataHash: string;
  /** Largest error of the export, relative to 1 h + the forecast. */
  readonly exportError: number;
  /** Largest error of the explanation, relative to 1 + the contribution on the scale that was fitted. */
  readonly explanationError: number;
}

/**
 * From rows to a model that runs; its files stay in `folder`. The caller closes the model.
 *
 * @param rulUnit UCUM code: "h" or "{cycle}"
 */
export const fitRows = async (
  folder: string,
  features: readonly TableFeature[],
  lives: readonly (readonly Row[])[],
  rulUnit: string,
  settings: FitSettings,
): Promise<FittedModel> => {
  const table = join(folder, "features.npz");
  const file = join(folder, "model.onnx");
  const dataHash = await writeFeatureTable(table, features, lives, rulUnit);
  const fit = await fitModel(table, file, settings);
  const hash = createHash("sha256")
    .update(await readFile(file))
    .digest("hex");
  const model = await onnxRunner.load(file, hash);
  const matrix = matrixOf(lives.flat());
  const exportError = await checkExport(model, matrix, join(folder, "model.expected.npy"));
  const contributions = join(folder, "model.contributions.npy");
  const explanationError = await checkContributions(file, matrix, features.length, contributions);
  return { ...fit, model, file, dataHash, exportError, explanationError };
};
