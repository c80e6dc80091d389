import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ErrorEntry, TwinError } from "../../models/errors/twin-error.ts";
import { sourceFile } from "../start/layout.ts";
import { RUNTIME_ENV } from "../start/runtime-flags.ts";
import { backtestErrors } from "./errors.ts";
import type { BacktestJob, BacktestRun } from "./run-on-history.ts";

/**
 * Runs jobs in processes of their own, so many at once.
 *
 * @param progress told how much of all is done, 0 to 1
 * @returns the runs, in the order of the jobs
 * @throws TwinError of the first that fails, TWIN-BACKTEST-007 where it says nothing; the others are ended
 */
export const runJobs = async (
  jobs: readonly BacktestJob[],
  atOnce: number,
  progress: (share: number) => void,
): Promise<readonly BacktestRun[]> => {
  const folder = mkdtempSync(join(tmpdir(), "twinloom-backtest-jobs-"));
  const running = new Set<ChildProcess>();
  const shares = jobs.map(() => 0);
  const results: BacktestRun[] = [];
  const waiting = jobs.entries();
  const tell = (i: number, share: number): void => {
    shares[i] = Math.min(1, Math.max(shares[i] ?? 0, share));
    progress(shares.reduce((sum, one) => sum + one, 0) / jobs.length);
  };
  const work = async (): Promise<void> => {
    for (const [i, job] of waiting) {
      results[i] = await runJob(job, join(folder, String(i)), running, (share) => tell(i, share));
      tell(i, 1);
    }
  };
  const clean = (): void => rmSync(folder, { recursive: true, force: true });
  // Ctrl-C: the runs end when they miss their parent
  const stop = (): never => process.exit(1);
  process.once("exit", clean).once("SIGINT", stop).once("SIGTERM", stop);
  try {
    await Promise.all(Array.from({ length: Math.min(atOnce, jobs.length) }, work));
    return results;
  } finally {
    for (const child of running) child.kill("SIGKILL");
    process.off("exit", clean).off("SIGINT", stop).off("SIGTERM", stop);
    clean();
  }
};

const runJob = async (
  job: BacktestJob,
  name: string,
  running: Set<ChildProcess>,
  progress: (share: number) => void,
): Promise<BacktestRun> => {
  const [jobFile, resultFile] = [`${name}.job.json`, `${name}.result.json`];
  writeFileSync(jobFile, JSON.stringify(job));
  const args = ["--disable-warning=ExperimentalWarning", sourceFile("scripts/backtest/worker"), jobFile, resultFile];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...RUNTIME_ENV },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  running.add(child);
  let told: ErrorEntry | undefined;
  child.on("message", (message) => {
    const { timeMs, error } = Object(message) as { timeMs?: number; error?: ErrorEntry };
    told = error ?? told;
    const { fromMs, toMs } = job.span;
    if (typeof timeMs === "number") progress((timeMs - fromMs) / (toMs - fromMs));
  });
  const [code, signal] = await once(child, "close");
  running.delete(child);
  if (told) throw new TwinError(told);
  if (code !== 0) throw new TwinError(backtestErrors.failed, { how: signal ?? `exit code ${code}` });
  return JSON.parse(readFileSync(resultFile, "utf8")) as BacktestRun;
};
