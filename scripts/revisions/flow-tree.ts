import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { FlowFiles } from "../../models/revisions/split-flow.ts";
import { atomicWrite } from "./atomic-write.ts";

const FOLDERS = ["config", "layout", "subflows", "tabs"];

/** The folder with the files of the flow that runs: what a team keeps in git. */
export const treeFolder = (home: string): string => join(home, "flows");

export const readTree = (home: string): FlowFiles => {
  const paths = FOLDERS.flatMap((folder) => {
    const full = join(treeFolder(home), folder);
    const names = existsSync(full) ? readdirSync(full) : [];
    return names.filter((name) => name.endsWith(".json")).map((name) => `${folder}/${name}`);
  });
  return new Map(paths.sort().map((path) => [path, readFileSync(join(treeFolder(home), path), "utf8")]));
};

/** Writes the files that differ and removes those that the flow no longer has. */
export const writeTree = (home: string, files: FlowFiles): void => {
  const before = readTree(home);
  for (const [path, text] of files) {
    if (before.get(path) !== text) atomicWrite(join(treeFolder(home), path), text);
  }
  for (const path of before.keys()) {
    if (!files.has(path)) rmSync(join(treeFolder(home), path), { force: true });
  }
};

export const sameFiles = (a: FlowFiles, b: FlowFiles): boolean =>
  a.size === b.size && [...a].every(([path, text]) => b.get(path) === text);
