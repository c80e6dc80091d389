import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const SOURCES = ["nodes", "models", "scripts", "flows", "dashboards", "settings.ts", "package.json", "tsconfig.json"];
const SKIPPED = /^(node_modules|__pycache__|\.venv|training)$/;

/** Builds `dist/` where a source is newer than the last build. */
export function buildIfStale(root, node) {
  const stamp = join(root, "dist", ".built");
  const built = existsSync(stamp) ? statSync(stamp).mtimeMs : 0;
  if (!SOURCES.some((source) => newest(join(root, source), built))) return;
  process.stderr.write("twinloom: building ...\n");
  const began = new Date();
  execFileSync(node, ["--disable-warning=ExperimentalWarning", join(root, "scripts", "build.ts")], {
    cwd: root,
    stdio: ["ignore", 2, 2],
  });
  writeFileSync(stamp, "");
  // a source that changed meanwhile is newer than this
  utimesSync(stamp, began, began);
}

/** True if a file in `path` changed after `sinceMs`. A folder's own time tells of a file that was removed. */
function newest(path, sinceMs) {
  const stat = statSync(path);
  if (stat.mtimeMs > sinceMs) return true;
  if (!stat.isDirectory()) return false;
  return readdirSync(path).some((name) => !SKIPPED.test(name) && newest(join(path, name), sinceMs));
}
