import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { TwinError } from "../../models/errors/twin-error.ts";
import { plantErrors } from "./errors.ts";
import type { PlantMemory } from "./plant.ts";

/** The plant as it was when it was stopped; a file that can't be read is set aside, with a word on stderr. */
export const readPlant = (file: string): PlantMemory | undefined => {
  if (!file || !existsSync(file)) return undefined;
  try {
    const kept: PlantMemory = JSON.parse(readFileSync(file, "utf8"));
    if (kept.version !== 1) throw new Error(`its version is ${String(kept.version)}`);
    return kept;
  } catch (cause) {
    const aside = `${file}.damaged-${Date.now()}`;
    renameSync(file, aside);
    process.stderr.write(`${new TwinError(plantErrors.badState, { file, aside, reason: String(cause) }).message}\n`);
    return undefined;
  }
};

/** Written beside and renamed: a crash leaves the old or the new file, never half of one. */
export const writePlant = (file: string, memory: PlantMemory): void => {
  if (!file) return;
  writeFileSync(`${file}.new`, JSON.stringify(memory));
  renameSync(`${file}.new`, file);
};
