import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** Names of the folders under `nodes/` that hold a node: those with a `node.ts`. */
export const rooms = async (root: string): Promise<string[]> => {
  const entries = await readdir(join(root, "nodes"), { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && existsSync(join(root, "nodes", entry.name, "node.ts")))
    .map((entry) => entry.name)
    .sort();
};
