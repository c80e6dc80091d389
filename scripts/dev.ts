import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { watch } from "node:fs";
import { join } from "node:path";

/** `npm run dev`: builds and starts, and again after every change. Arguments go to `twinloom start`. */
const root = join(import.meta.dirname, "..");
const WATCHED = ["nodes", "models", "scripts", "flows", "dashboards", "settings.ts"];
const SETTLE_MS = 300;

let ending = false;
let next = Promise.withResolvers<void>();
const end = (): void => {
  ending = true;
  next.resolve();
};
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP", "disconnect"] as const) process.on(signal, end);

let settled: NodeJS.Timeout | undefined;
const changed = (): void => {
  clearTimeout(settled);
  settled = setTimeout(() => {
    console.error("twinloom: a file changed, building ...");
    next.resolve();
  }, SETTLE_MS);
};
for (const path of WATCHED) watch(join(root, path), { recursive: true }, changed);

const run = (script: string, ...args: string[]): ChildProcess =>
  spawn(process.execPath, ["--disable-warning=ExperimentalWarning", join(root, "scripts", script), ...args], {
    cwd: root,
    // the channel ends the child when this process is gone
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });

const stop = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  await exited;
};

/** True if there is a build to start. */
const build = async (): Promise<boolean> => {
  const [code] = await once(run("build.ts"), "exit");
  if (code !== 0) console.error("twinloom: the build failed, waiting for the next change");
  return code === 0;
};

while (!ending) {
  next = Promise.withResolvers();
  const twinloom = (await build()) && !ending ? run("twinloom.ts", "start", ...process.argv.slice(2)) : undefined;
  if (!ending) await next.promise;
  if (twinloom) await stop(twinloom);
}
process.exit(0);
