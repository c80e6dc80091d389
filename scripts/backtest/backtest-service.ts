import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { getPriority, setPriority, tmpdir } from "node:os";
import { join } from "node:path";
import { TwinError } from "../../models/errors/twin-error.ts";
import type { BacktestService, BacktestState, ToldError } from "../../nodes/flow-revisions/backtest-service.ts";
import { hashOfFlow } from "../../nodes/kit/hash-of-flow.ts";
import { keptFlow } from "../revisions/running-flow.ts";
import { sourceFile } from "../start/layout.ts";
import { RUNTIME_ENV } from "../start/runtime-flags.ts";
import type { EditorJob } from "./editor-worker.ts";
import { backtestErrors } from "./errors.ts";

/** The live flow comes first. */
const NICENESS = 5;
const LEAST_URGENT = 19;

/** Backtests for the editor, one at a time, each in a process of its own that ends with this one. */
export const backtestService = (home: string): BacktestService => {
  let state: BacktestState = { status: "idle" };
  let child: ChildProcess | undefined;
  let folder: string | undefined;
  let page = "";

  const end = (last: BacktestState): void => {
    state = { ...state, ...last };
    if (folder) removeAll(folder);
    folder = undefined;
    child = undefined;
  };

  const run = (job: Omit<EditorJob, "home">): void => {
    const own = mkdtempSync(join(tmpdir(), "twinloom-editor-backtest-"));
    folder = own;
    writeFileSync(join(own, "job.json"), JSON.stringify({ ...job, home } satisfies EditorJob));
    const worker = sourceFile("scripts/backtest/editor-worker");
    const started = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", worker, own], {
      // what its runs leave is removed with the folder, however they end
      env: { ...process.env, ...RUNTIME_ENV, TMPDIR: own, TMP: own, TEMP: own },
      stdio: ["ignore", "ignore", "inherit", "ipc"],
      // a group of its own: whoever ends it ends its runs with it
      detached: true,
    });
    child = started;
    if (started.pid !== undefined) setPriority(started.pid, Math.min(LEAST_URGENT, getPriority() + NICENESS));
    let told: ToldError | undefined;
    started.on("message", (message) => {
      const { share, error } = Object(message) as { share?: number; error?: ToldError };
      if (share !== undefined && child === started) state = { ...state, share };
      told = error ?? told;
    });
    started.once("error", (error) => {
      told ??= errorOf(error.message);
    });
    started.once("close", (code, signal) => {
      if (child !== started) {
        // cancelled: what its last moment has written goes too
        return removeAll(own);
      }
      endGroup(started);
      const result = join(own, "report.json");
      if (code === 0 && existsSync(result)) {
        page = readFileSync(join(own, "page.html"), "utf8");
        end({ status: "done", share: 1, report: JSON.parse(readFileSync(result, "utf8")) });
      } else end({ status: "failed", error: told ?? errorOf(signal ?? `exit code ${code}`) });
    });
  };

  process.once("exit", () => {
    if (child) endGroup(child);
    if (folder) removeAll(folder);
  });
  return {
    state: () => state,
    start: (flow, span, user) => {
      if (state.status === "running") {
        const since = new Date(state.startedMs ?? 0).toISOString();
        throw new TwinError(backtestErrors.busy, { user: state.user ?? "", since });
      }
      const against = keptFlow(home);
      if (hashOfFlow(flow) === hashOfFlow(against)) throw new TwinError(backtestErrors.sameFlow);
      page = "";
      state = { status: "running", user, span, startedMs: Date.now(), share: 0 };
      run({ flow, against, span });
      return state;
    },
    cancel: () => {
      if (state.status !== "running") return state;
      if (child) endGroup(child);
      end({ status: "cancelled" });
      return state;
    },
    page: () => page,
  };
};

/** Again where somebody who is just ending has written to it meanwhile. */
const removeAll = (folder: string): void =>
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });

const endGroup = (child: ChildProcess): void => {
  try {
    // Windows has no groups; there the runs end by themselves when they miss their parent
    if (child.pid !== undefined && process.platform !== "win32") process.kill(-child.pid, "SIGKILL");
    else child.kill("SIGKILL");
  } catch {
    // it has just ended
  }
};

const errorOf = (how: string): ToldError => {
  const { code, message } = new TwinError(backtestErrors.failed, { how });
  return { code, message };
};
