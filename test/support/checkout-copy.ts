import { execFileSync } from "node:child_process";
import { cpSync, symlinkSync } from "node:fs";
import { basename, join } from "node:path";
import { packageRoot } from "./node-red.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** What a checkout does not bring: made, or of this machine. */
const NOT_COPIED =
  /^(node_modules|dist|examples|resources|test-results|__pycache__|\.git|\.node|\.venv[-\w]*|\.twinloom)$/;

/** A checkout of its own, to be changed by a test; the installed packages are those of this one. */
export const checkoutCopy = (): { readonly path: string; remove(): void } => {
  const folder = temporaryFolder();
  cpSync(packageRoot, folder.path, { recursive: true, filter: (path) => !NOT_COPIED.test(basename(path)) });
  symlinkSync(join(packageRoot, "node_modules"), join(folder.path, "node_modules"));
  execFileSync("git", ["init", "--quiet"], { cwd: folder.path });
  return folder;
};
