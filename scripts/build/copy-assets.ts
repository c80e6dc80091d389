import { existsSync } from "node:fs";
import { glob, readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { writeFlows } from "./write-flows.ts";
import { writeIfChanged } from "./write-if-changed.ts";

/** Files that code loads relative to itself, so they lie at the same place under `dist/`. */
const BESIDE_CODE = ["models/**/*.json", "models/onnx/**/*", "nodes/*/assets/**/*", "scripts/**/*.json"];

/** Folders of sources, whose JSON is not for the code. */
const NOT_SHIPPED = /(^|\/)(tsconfig[^/]*\.json|training\/.*|__pycache__\/.*)$/;

/** Copies data beside the compiled code, browser files to `resources/` and flows to `examples/` (the Import dialog). */
export const copyAssets = async (root: string): Promise<void> => {
  const copy = async (from: string, to: string): Promise<void> =>
    writeIfChanged(join(root, to), await readFile(join(root, from)));

  for await (const entry of glob(BESIDE_CODE, { cwd: root, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name).slice(root.length + 1);
    if (entry.isFile() && !NOT_SHIPPED.test(path) && !path.endsWith(".ts")) await copy(path, `dist/${path}`);
  }
  for await (const path of glob("nodes/kit/editor/*.css", { cwd: root })) await copy(path, `resources/${path}`);
  await writeFlows(root);
  for await (const path of glob("nodes/*/example.json", { cwd: root })) {
    if (!existsSync(join(root, dirname(path), "node.ts"))) continue;
    await copy(path, `examples/${basename(dirname(path))}.json`);
  }
};
