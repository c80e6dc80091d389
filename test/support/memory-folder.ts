import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder of its own in the memory, if there is one: for a test in which plant months wait for a disk otherwise. */
export const memoryFolder = (): { readonly path: string; remove(): void } => {
  const root = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();
  const path = mkdtempSync(join(root, "twinloom-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
};
