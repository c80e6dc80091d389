import { existsSync } from "node:fs";
import { glob, rm } from "node:fs/promises";
import { basename, join } from "node:path";

/** Compiled folder -> where its sources are. */
const COMPILED = ["dist", "resources"];

/** Removes compiled files whose source is gone, and the examples and generated files of nodes that are gone. */
export const prune = async (root: string): Promise<void> => {
  for (const folder of COMPILED) {
    for await (const path of glob("**/*.js", { cwd: join(root, folder) })) {
      if (!existsSync(join(root, path.replace(/\.js$/, ".ts")))) await rm(join(root, folder, path), { force: true });
    }
  }
  for await (const path of glob("*.json", { cwd: join(root, "examples") })) {
    const sources = [`flows/${path}`, `dashboards/${path}`, `nodes/${basename(path, ".json")}/example.json`];
    if (!sources.some((source) => existsSync(join(root, source)))) await rm(join(root, "examples", path));
  }
  for await (const path of glob("nodes/*", { cwd: join(root, "dist") })) {
    if (!existsSync(join(root, path))) await rm(join(root, "dist", path), { recursive: true, force: true });
  }
};
