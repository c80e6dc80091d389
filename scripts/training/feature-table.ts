import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { npyBytes, npyTexts } from "./npy.ts";
import { npzBytes } from "./npz.ts";

/**
 * One moment of a life: the model's input as it would be at the edge, and the truth. Hours; where a machine counts cycles,
 * one cycle stands for one hour.
 */
export interface Row {
  readonly vector: Float64Array;
  readonly rulHours: number;
  /** How much the row counts in training; 1 by default. */
  readonly weight?: number;
}

/** Name and UCUM code of one column. */
export interface TableFeature {
  readonly name: string;
  readonly unit: string;
}

/** Rows as the model gets them: float32, row-major. */
export const matrixOf = (rows: readonly Row[]): Float32Array => {
  const width = rows[0]?.vector.length ?? 0;
  const matrix = new Float32Array(rows.length * width);
  rows.forEach((row, i) => {
    matrix.set(row.vector, i * width);
  });
  return matrix;
};

/** The same, one column after the other. */
const columnsOf = (rows: readonly Row[]): Float32Array => {
  const columns = new Float32Array(rows.length * (rows[0]?.vector.length ?? 0));
  rows.forEach(({ vector }, i) => {
    vector.forEach((value, column) => {
      columns[column * rows.length + i] = value;
    });
  });
  return columns;
};

/**
 * Writes what the Python side reads: one .npz file (an uncompressed zip of NumPy arrays) with `features` float32
 * [rows, columns] in column order, `rul` and `weight` float32 [rows], `life` int32 [rows] (which life a row is of), and the texts `names`,
 * `units` [columns] and `rulUnit` [1].
 *
 * @param lives rows of each life
 * @param rulUnit UCUM code: "h" or "{cycle}"
 * @returns SHA-256 of the file, hex
 */
export const writeFeatureTable = async (
  file: string,
  features: readonly TableFeature[],
  lives: readonly (readonly Row[])[],
  rulUnit: string,
): Promise<string> => {
  const rows = lives.flat();
  const bytes = npzBytes({
    features: npyBytes(columnsOf(rows), [rows.length, features.length], "columns"),
    rul: npyBytes(
      Float32Array.from(rows, (row) => row.rulHours),
      [rows.length],
    ),
    weight: npyBytes(
      Float32Array.from(rows, ({ weight = 1 }) => weight),
      [rows.length],
    ),
    life: npyBytes(Int32Array.from(lives.flatMap((life, i) => life.map(() => i))), [rows.length]),
    names: npyTexts(features.map(({ name }) => name)),
    units: npyTexts(features.map(({ unit }) => unit)),
    rulUnit: npyTexts([rulUnit]),
  });
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, bytes);
  return createHash("sha256").update(bytes).digest("hex");
};
