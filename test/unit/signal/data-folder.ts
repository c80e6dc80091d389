import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

/** Folder of the public data sets that are not part of the project. */
const FOLDER = process.env["TWINLOOM_DATA"] ?? join(import.meta.dirname, "../../../../shared/data");

/** Skips the test, and says so, where a data set is not on this machine. */
export const skipWithout = (context: Mocha.Context, set: string): void => {
  if (existsSync(join(FOLDER, set))) return;
  console.log(`      ${set} is not in ${FOLDER}: set TWINLOOM_DATA to test on real data`);
  context.skip();
};

export const readData = (...path: string[]): Buffer => {
  const bytes = readFileSync(join(FOLDER, ...path));
  return path.at(-1)?.endsWith(".gz") ? gunzipSync(bytes) : bytes;
};

export const readInt16 = (...path: string[]): Int16Array => new Int16Array(new Uint8Array(readData(...path)).buffer);
