import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, type FSWatcher, mkdirSync, watch } from "node:fs";
import { constants, setPriority } from "node:os";
import { basename } from "node:path";
import { TwinError } from "../../models/errors/twin-error.ts";
import { shadowErrors } from "../../models/shadow/errors.ts";
import type { ShadowPlan } from "../../models/shadow/shadow-plan.ts";
import { settingsOf } from "../release/settings-of.ts";
import { sourceFile } from "../start/layout.ts";
import { RUNTIME_ENV, RUNTIME_FLAGS } from "../start/runtime-flags.ts";
import { planFile, shadowFolder } from "./shadow-places.ts";

const SETTLE_MS = 200;
const LONGEST_WAIT_SECONDS = 60;

/**
 * Keeps the process of a home folder's shadow running, as long as there is a plan. It gives way to others; whatever becomes of it
 * is told, and the live flow hears nothing of it.
 */
export const hostShadow = (home: string, tell: (message: unknown) => void): { stop(): void } => {
  let child: ChildProcess | undefined;
  /** Id of the plan that the child works on. */
  let working: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  let ends = 0;
  let stopped = false;

  const begin = async (): Promise<void> => {
    const plan = await planToRun(home, tell);
    if (child || stopped || !plan) return;
    working = plan.id;
    const args = [...RUNTIME_FLAGS, "--disable-warning=ExperimentalWarning", sourceFile("scripts/shadow/worker"), home];
    const started = spawn(process.execPath, args, {
      env: { ...settingsOf(home), ...process.env, ...RUNTIME_ENV },
      // the channel tells it that this process is gone
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    child = started;
    started.stderr?.on("data", (said) => tell(String(said).trim()));
    started.once("spawn", () => giveWay(started.pid));
    started.once("error", tell);
    started.once("close", async (code, signal) => {
      child = undefined;
      const isReplaced = (await planToRun(home, tell))?.id !== working;
      if (stopped) return;
      ends = code === 0 || isReplaced ? 0 : ends + 1;
      const seconds = ends === 0 ? 0 : Math.min(LONGEST_WAIT_SECONDS, 2 ** (ends - 1));
      if (ends > 0) tell(new TwinError(shadowErrors.ended, { how: signal ?? `exit code ${code}`, seconds }));
      timer = setTimeout(begin, seconds * 1000);
    });
  };

  /** Another plan does not wait for a look at a day of history that nobody asks for any more. */
  const look = async (): Promise<void> => {
    if (child && (await planToRun(home, tell))?.id !== working) child?.kill("SIGKILL");
    else await begin();
  };

  mkdirSync(shadowFolder(home), { recursive: true, mode: 0o700 });
  const watcher: FSWatcher = watch(shadowFolder(home), { persistent: false }, (_event, name) => {
    if (name !== basename(planFile(home))) return;
    clearTimeout(timer);
    timer = setTimeout(look, SETTLE_MS);
  });
  void begin();
  return {
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      watcher.close();
      child?.kill("SIGKILL");
    },
  };
};

/** A plan that can't be read is told of, and does nothing. What reads it is loaded where there is one: most boxes have none. */
const planToRun = async (home: string, tell: (message: unknown) => void): Promise<ShadowPlan | undefined> => {
  if (!existsSync(planFile(home))) return undefined;
  try {
    const { readPlan } = await import("./shadow-files.ts");
    const plan = readPlan(home);
    return plan?.phase === "ended" ? undefined : plan;
  } catch (error) {
    tell(error);
    return undefined;
  }
};

/** Where the system does not let it, it runs as everything else does. */
const giveWay = (pid: number | undefined): void => {
  const nice = Number(process.env["TWINLOOM_SHADOW_NICE"] ?? constants.priority.PRIORITY_BELOW_NORMAL);
  try {
    if (pid !== undefined) setPriority(pid, nice);
  } catch {}
};
