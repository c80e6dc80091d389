import { glob } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { errorCatalogue } from "../../models/errors/define-errors.ts";
import type { ErrorEntry } from "../../models/errors/twin-error.ts";

/** Every error that Twinloom can throw, sorted by code: all `errors.ts` files are loaded, and each declares its own. */
export const loadErrorCatalogue = async (root: string): Promise<readonly ErrorEntry[]> => {
  for await (const path of glob("{models,nodes,scripts}/**/*errors.ts", { cwd: root })) {
    await import(pathToFileURL(join(root, path)).href);
  }
  return [...errorCatalogue.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
};
