import { glob, readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { inlineParts } from "./inline-parts.ts";
import { writeIfChanged } from "./write-if-changed.ts";

/**
 * Flows and operator pages for the Import dialog and the first start, each complete in one file of `examples/`. A value
 * `{ "$file": "pages/plant.vue" }` is replaced by that file's text with the parts it imports, relative to the flow.
 *
 * @throws Error if a file that a flow names is missing
 */
export const writeFlows = async (root: string): Promise<void> => {
  for await (const path of glob(["flows/*.json", "dashboards/*.json"], { cwd: root })) {
    // what a flow must decide stands beside it, and is no flow
    if (path.endsWith(".test.json")) continue;
    const folder = join(root, dirname(path));
    const nodes = await fillIn(JSON.parse(await readFile(join(root, path), "utf8")), folder);
    await writeIfChanged(join(root, "examples", basename(path)), `${JSON.stringify(nodes, null, 1)}\n`);
  }
};

const fillIn = async (value: unknown, folder: string): Promise<unknown> => {
  if (Array.isArray(value)) return Promise.all(value.map((one) => fillIn(one, folder)));
  if (typeof value !== "object" || value === null) return value;
  if ("$file" in value && typeof value.$file === "string") {
    const file = join(folder, value.$file);
    return inlineParts(await readFile(file, "utf8"), file);
  }
  const filled = await Promise.all(Object.entries(value).map(async ([key, one]) => [key, await fillIn(one, folder)]));
  return Object.fromEntries(filled);
};
