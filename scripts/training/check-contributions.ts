import { readFile } from "node:fs/promises";
import { TwinError } from "../../models/errors/twin-error.ts";
import { baseOf, explainSum } from "../../models/prognosis/explain/explain-sum.ts";
import { readOnnxGraph } from "../../models/prognosis/explain/onnx-graph.ts";
import { traceOutput } from "../../models/prognosis/explain/trace-output.ts";
import { trainingErrors } from "./errors.ts";
import { readNpy } from "./npy.ts";

const OUTPUT = "rulHours";
/** Rows that are tried at every level, spread over those that the Python side gave. */
const ROWS = 16;
/** XGBoost reckons contributions in float32. */
const LARGEST_ERROR = 1e-4;

/**
 * Holds tree SHAP on the exported graph against XGBoost's own contributions, at every level.
 *
 * @param file the exported model
 * @param matrix the training rows, float32, row-major
 * @param expectedFile contributions that the Python side wrote beside the model: rows × levels × (features and base)
 * @returns the largest error, relative to 1 + the contribution
 * @throws TwinError TWIN-TRAINING-003 above 1e-4
 */
export const checkContributions = async (
  file: string,
  matrix: Float32Array,
  width: number,
  expectedFile: string,
): Promise<number> => {
  const columns = traceOutput(readOnnxGraph(await readFile(file)), OUTPUT);
  const expected = await readNpy(expectedFile);
  const given = expected.length / columns.length / (width + 1);
  let worst = 0;
  columns.forEach((column, level) => {
    const base = baseOf(column);
    for (let i = 0; i < ROWS; i++) {
      const row = Math.floor((i * given) / ROWS);
      const { contributions } = explainSum(column, base, matrix.subarray(row * width, (row + 1) * width));
      const theirs = expected.subarray((row * columns.length + level) * (width + 1));
      [...contributions, base].forEach((ours, place) => {
        const truth = theirs[place] ?? Number.NaN;
        const error = Math.abs(ours - truth) / (1 + Math.abs(truth));
        // NaN counts as the worst
        worst = error <= worst ? worst : error;
      });
    }
  });
  if (!(worst <= LARGEST_ERROR)) throw new TwinError(trainingErrors.contributionsDiffer, { worst });
  return worst;
};
