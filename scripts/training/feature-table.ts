import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Row } from "./component-rows.ts";
import { npyBytes } from "./npy.ts";

/** Rows as the model gets them: float32, row-major. */
export const matrixOf = (rows: readonly Row[]): Float32Array => {
  const width = rows[0]?.vector.length ?? 0;
  const matrix = new Float32Array(rows.length * width);
  rows.forEach((row, i) => {
    matrix.set(row.vector, i * width);
  });
  return matrix;
};

/**
 * Writes what the Python side reads: `rows.npy`, `rul-hours.npy` and `table.json` with the names of the columns.
 *
 * @returns SHA-256 of the data, hex
 */
export const writeFeatureTable = async (
  folder: string,
  features: readonly string[],
  rows: readonly Row[],
): Promise<string> => {
  await mkdir(folder, { recursive: true });
  const inputs = npyBytes(matrixOf(rows), [rows.length, features.length]);
  const truth = npyBytes(
    Float32Array.from(rows, (row) => row.rulHours),
    [rows.length],
  );
  await writeFile(join(folder, "rows.npy"), inputs);
  await writeFile(join(folder, "rul-hours.npy"), truth);
  await writeFile(join(folder, "table.json"), JSON.stringify({ features }, undefined, 2));
  return createHash("sha256").update(inputs).update(truth).digest("hex");
};
