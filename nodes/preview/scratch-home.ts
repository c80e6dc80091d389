import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const MODELS = "models";

/** An empty user folder for one preview, that knows the registered models of the real one; what is written there goes with it. */
export const scratchHome = (home: string) => {
  const path = mkdtempSync(join(tmpdir(), "twinloom-preview-"));
  mkdirSync(join(path, MODELS));
  for (const name of modelsOf(home)) symlinkSync(join(home, MODELS, name), join(path, MODELS, name));
  return { path, remove: (): void => rmSync(path, { recursive: true, force: true }) };
};

const modelsOf = (home: string): readonly string[] => {
  try {
    return readdirSync(join(home, MODELS));
  } catch {
    // nothing is registered yet
    return [];
  }
};
