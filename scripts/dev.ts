import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { watch } from "node:fs";
import { join } from "node:path";

/** `npm run dev`: builds and restarts on every change. Arguments go to `twinloom start`. */
const root = join(import.meta.dirname, "..");
const WATCHED = ["nodes", "models", "scripts", "settings.ts"];
const SETTLE_MS = 300;

let running: ChildProcess | undefined;
let pending: NodeJS.Timeout | undefined;
let ending = false;

const start = (): void => {
  const script = (name: string): string => join(root, "scripts", name);
  const built = spawnSync(process.execPath, [script("build.ts")], { cwd: root, stdio: "inherit" });
  if (built.status !== 0) {
    console.error("twinloom: the build failed, waiting for the next change");
    return;
  }
  running = spawn(process.execPath, [script("twinloom.ts"), "start", ...process.argv.slice(2)], {
    cwd: root,
    stdio: "inherit",
  });
};

const restart = (): void => {
  clearTimeout(pending);
  pending = setTimeout(() => {
    console.error("twinloom: a file changed, restarting ...");
    if (!running || running.exitCode !== null) return start();
    running.once("exit", start);
    running.kill("SIGTERM");
    running = undefined;
  }, SETTLE_MS);
};

for (const path of WATCHED) watch(join(root, path), { recursive: true }, restart);
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    if (ending) return;
    ending = true;
    if (!running || running.exitCode !== null) process.exit(0);
    running.once("exit", () => process.exit(0));
    running.kill("SIGTERM");
  });
}
start();
