import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { isInstalled, packageRoot } from "../start/layout.ts";

export interface NodePackage {
  readonly name: string;
  readonly version: string;
}

/**
 * The package that registers each type of node, in Node-RED's own palette and in the packages in these folders, read from their
 * editor files as the editor does; no package is loaded.
 */
export const nodePackages = (home: string): ReadonlyMap<string, NodePackage> => {
  const requireHere = createRequire(import.meta.url);
  const fromNodeRed = createRequire(requireHere.resolve("node-red"));
  const core = join(dirname(fromNodeRed.resolve("@node-red/nodes/package.json")), "core");
  const nodeRed = namedIn(requireHere.resolve("node-red/package.json"));
  const files = [
    ...globSync(join(core, "**/*.html")).map((file) => [file, nodeRed] as const),
    // installed, its packages may lie beside it; Node-RED looks there too
    ...[packageRoot(), ...(isInstalled() ? [join(packageRoot(), "..", "..")] : []), home].flatMap(editorFiles),
  ];
  return new Map(
    files.flatMap(([file, of]) =>
      [...readFileSync(file, "utf8").matchAll(/registerType\(\s*(['"`])(.+?)\1/g)].map(
        ([, , type = ""]) => [type, of] as const,
      ),
    ),
  );
};

const namedIn = (file: string): NodePackage => {
  const { name, version } = JSON.parse(readFileSync(file, "utf8"));
  return { name: String(name), version: String(version) };
};

/** Of the package that stands here itself, and of those that are installed beside it. */
const editorFiles = (root: string): readonly (readonly [string, NodePackage])[] =>
  [root, ...installed(join(root, "node_modules"))].flatMap((folder) => {
    const file = join(folder, "package.json");
    if (!existsSync(file)) return [];
    const nodes: unknown = JSON.parse(readFileSync(file, "utf8"))["node-red"]?.nodes;
    return Object.values(Object(nodes))
      .map((name) => join(folder, String(name).replace(/\.[cm]?js$/, ".html")))
      .filter((html) => existsSync(html))
      .map((html) => [html, namedIn(file)] as const);
  });

const installed = (folder: string): readonly string[] =>
  (existsSync(folder) ? readdirSync(folder) : []).flatMap((name) =>
    name.startsWith("@")
      ? readdirSync(join(folder, name)).map((inner) => join(folder, name, inner))
      : join(folder, name),
  );
