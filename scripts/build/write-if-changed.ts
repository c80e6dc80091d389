import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/** Replaces a file in one step, so that a runtime that reads meanwhile gets the old or the new one, never half of it. */
export const writeIfChanged = async (path: string, content: string | Uint8Array): Promise<void> => {
  const next = Buffer.from(content);
  const old = await readFile(path).catch(() => undefined);
  if (old?.equals(next)) return;
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.draft`;
  await writeFile(draft, next);
  await rename(draft, path);
};
