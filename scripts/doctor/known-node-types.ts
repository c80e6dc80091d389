import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { packageRoot } from "../start/layout.ts";

/** What the editor makes itself. */
const BUILT_IN = ["tab", "group", "subflow", "junction", "global-config"];

/**
 * The types of nodes that Node-RED's own palette and the packages in these folders register, read from their editor files as
 * the editor does; no package is loaded.
 */
export const knownNodeTypes = (home: string): ReadonlySet<string> => {
  const require = createRequire(createRequire(import.meta.url).resolve("node-red"));
  const core = join(dirname(require.resolve("@node-red/nodes/package.json")), "core");
  const files = [...globSync(join(core, "**/*.html")), ...[packageRoot(), home].flatMap(editorFiles)];
  const types = files.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/registerType\(\s*(['"`])(.+?)\1/g)].map(([, , type = ""]) => type),
  );
  return new Set([...BUILT_IN, ...types]);
};

/** Of the package that stands here itself, and of those that are installed beside it. */
const editorFiles = (root: string): readonly string[] =>
  [root, ...installed(join(root, "node_modules"))].flatMap((folder) => {
    const file = join(folder, "package.json");
    if (!existsSync(file)) return [];
    const nodes: unknown = JSON.parse(readFileSync(file, "utf8"))["node-red"]?.nodes;
    return Object.values(Object(nodes))
      .map((name) => join(folder, String(name).replace(/\.[cm]?js$/, ".html")))
      .filter((html) => existsSync(html));
  });

const installed = (folder: string): readonly string[] =>
  (existsSync(folder) ? readdirSync(folder) : []).flatMap((name) =>
    name.startsWith("@")
      ? readdirSync(join(folder, name)).map((inner) => join(folder, name, inner))
      : join(folder, name),
  );
