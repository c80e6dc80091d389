import { createHash } from "node:crypto";
import { join } from "node:path";
import { TwinError } from "../../../models/errors/twin-error.ts";
import type { Engine } from "./engine.ts";
import { cmapssErrors } from "./errors.ts";
import { parseEngines } from "./parse-engines.ts";
import { parseRul } from "./parse-rul.ts";
import { readTextFile } from "./read-text-file.ts";

/** Engines with the file they come from and the SHA-256 of what they were read from, hex. */
export interface EngineSet {
  readonly file: string;
  readonly sha256: string;
  readonly engines: readonly Engine[];
}

/** Whole lives: `train_SUBSET.txt` of a folder, .gz or not. @throws TwinError TWIN-CMAPSS-001 to -007 */
export const readTraining = async (folder: string, subset: string): Promise<EngineSet> => {
  const { file, text, sha256 } = await readTextFile(join(folder, `train_${subset}.txt`));
  return { file, sha256, engines: parseEngines(text, file) };
};

/** Where the two files of a test are, unless a folder's own `test_SUBSET.txt` and `RUL_SUBSET.txt` are meant. */
export interface TestFiles {
  readonly test?: string | undefined;
  readonly rul?: string | undefined;
}

/**
 * Lives that break off, with the cycles that were left of each. @throws TwinError TWIN-CMAPSS-001 to -009
 */
export const readTest = async (folder: string, subset: string, files: TestFiles = {}): Promise<EngineSet> => {
  const test = await readTextFile(files.test ?? join(folder, `test_${subset}.txt`));
  const rul = await readTextFile(files.rul ?? join(folder, `RUL_${subset}.txt`));
  const engines = parseEngines(test.text, test.file);
  const left = parseRul(rul.text, rul.file);
  if (left.length !== engines.length) {
    const found = left.length;
    throw new TwinError(cmapssErrors.rulCount, { file: rul.file, found, engines: engines.length, test: test.file });
  }
  return {
    file: test.file,
    sha256: createHash("sha256").update(test.sha256).update(rul.sha256).digest("hex"),
    engines: engines.map((engine, i) => ({ ...engine, cyclesLeft: left[i] ?? Number.NaN })),
  };
};
