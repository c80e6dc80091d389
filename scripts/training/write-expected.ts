import { writeFile } from "node:fs/promises";
import { readNpy } from "./npy.ts";

/** What XGBoost itself made of a few training rows, in `expected.json` beside `model.onnx`: to hold any runtime against. */
export interface Expected {
  /** SHA-256 of the model, hex. */
  readonly model: string;
  readonly level: number;
  readonly rows: readonly (readonly number[])[];
  /** Forecast at the level, one a row. */
  readonly rulHours: readonly number[];
  /** Tree SHAP of ln(1 + hours) at the level: one a feature, and the base at the end. */
  readonly contributions: readonly (readonly number[])[];
}

const ROWS = 8;

/**
 * @param fitted path of the fitted model; the Python side wrote `model.expected.npy` and `model.contributions.npy` beside it
 * @param matrix the training rows, float32, row-major; those that were checked come first
 */
export const writeExpected = async (
  file: string,
  { fitted, hash, matrix, width }: { fitted: string; hash: string; matrix: Float32Array; width: number },
  levels: readonly number[],
): Promise<void> => {
  const hours = await readNpy(fitted.replace(/\.onnx$/, ".expected.npy"));
  const contributions = await readNpy(fitted.replace(/\.onnx$/, ".contributions.npy"));
  const at = levels.indexOf(0.5);
  const checked = hours.length / levels.length;
  // neighbours are moments of one life
  const wanted = Array.from({ length: ROWS }, (_, i) => Math.floor((i * checked) / ROWS));
  const part = (values: Float32Array, place: number, length: number): number[] =>
    Array.from(values.subarray(place * length, (place + 1) * length), exactly);
  const expected: Expected = {
    model: hash,
    level: 0.5,
    rows: wanted.map((row) => part(matrix, row, width)),
    rulHours: wanted.map((row) => exactly(hours[row * levels.length + at] ?? Number.NaN)),
    contributions: wanted.map((row) => part(contributions, row * levels.length + at, width + 1)),
  };
  await writeFile(file, `${JSON.stringify(expected)}\n`);
};

/** Nine digits tell any two float32 apart. */
const exactly = (float32: number): number => Number(float32.toPrecision(9));
