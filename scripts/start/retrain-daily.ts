import { type ChildProcess, spawn } from "node:child_process";
import { constants, setPriority } from "node:os";
import { sourceFile } from "./layout.ts";

const MINUTE_MS = 60_000;

/** When it is looked for what is due. */
export interface Looks {
  readonly firstMs: number;
  readonly everyMs: number;
}

/** Not at once, so that a start is not slower by it. */
const DAILY: Looks = { firstMs: 10 * MINUTE_MS, everyMs: 1440 * MINUTE_MS };

/**
 * Runs `twinloom retrain --due` once a day, in a process of its own that gives way to all others; what came of it is kept in the
 * store. A look that takes longer than to the next one is not doubled.
 */
export const retrainDaily = (home: string, { firstMs, everyMs }: Looks = DAILY): { stop(): void } => {
  let child: ChildProcess | undefined;
  let timer: NodeJS.Timeout;

  const look = (): void => {
    timer = setTimeout(look, everyMs);
    if (child) return;
    const args = ["--disable-warning=ExperimentalWarning", sourceFile("scripts/twinloom"), "retrain", "--due"];
    const started = spawn(process.execPath, [...args, "--home", home], { stdio: ["ignore", "inherit", "inherit"] });
    child = started;
    started.once("spawn", () => giveWay(started.pid));
    started.once("error", ({ message }) => process.stderr.write(`nothing is retrained: ${message}\n`));
    started.once("close", () => {
      child = undefined;
    });
  };

  timer = setTimeout(look, firstMs);
  return {
    stop: () => {
      clearTimeout(timer);
      child?.kill();
    },
  };
};

/** Where the system does not let it, it runs as everything else does. */
const giveWay = (pid: number | undefined): void => {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {}
};
