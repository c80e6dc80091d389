import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type FlowTestOutcome, judgeFlowTest } from "../../models/backtest/judge-flow-test.ts";
import type { Mismatch } from "../../models/backtest/mismatches.ts";
import { sourceFile } from "../start/layout.ts";
import { RUNTIME_ENV } from "../start/runtime-flags.ts";
import { readFlowTest } from "./read-flow-test.ts";

export interface FlowTestResult {
  readonly file: string;
  /** Left out where the file itself can't be used. */
  readonly test?: string;
  readonly passed: boolean;
  readonly mismatches: readonly Mismatch[];
  /** Why there is no outcome. */
  readonly problem?: string;
  readonly outcome?: FlowTestOutcome;
}

/**
 * Runs every test of these files, each in a process of its own.
 *
 * @param atOnce processes at once
 * @param tell each result, in the order of the files and their tests
 */
export const runFlowTests = async (
  files: readonly string[],
  atOnce: number,
  tell: (result: FlowTestResult) => void,
): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), "twinloom-flow-tests-"));
  const work = files.flatMap((file) => jobsOf(file, folder));
  const results: (FlowTestResult | undefined)[] = work.map(() => undefined);
  const waiting = work.entries();
  let told = 0;
  const lane = async (): Promise<void> => {
    for (const [i, job] of waiting) {
      results[i] = await job();
      for (let next = results[told]; next; next = results[told]) {
        tell(next);
        told++;
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.max(1, atOnce) }, lane));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

type Job = () => Promise<FlowTestResult>;

const jobsOf = (file: string, folder: string): readonly Job[] => {
  try {
    const { tests } = readFlowTest(file);
    return tests.map(
      (test, i): Job =>
        async () => {
          const result = join(folder, `${crypto.randomUUID()}.json`);
          const problem = await runWorker([file, String(i), result]);
          if (problem !== undefined) return { file, test: test.name, passed: false, mismatches: [], problem };
          const outcome: FlowTestOutcome = JSON.parse(readFileSync(result, "utf8"));
          const mismatches = judgeFlowTest(test.expect, outcome);
          return { file, test: test.name, passed: mismatches.length === 0, mismatches, outcome };
        },
    );
  } catch (thrown) {
    const problem = thrown instanceof Error ? thrown.message : String(thrown);
    return [async () => ({ file, passed: false, mismatches: [], problem })];
  }
};

/** @returns why it failed; undefined where it did not */
const runWorker = (args: readonly string[]): Promise<string | undefined> =>
  new Promise((resolve) => {
    const worker = sourceFile("scripts/flow-tests/worker");
    const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", worker, ...args], {
      env: { ...process.env, ...RUNTIME_ENV },
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    let said = "";
    child.stderr?.on("data", (chunk) => (said += chunk));
    child.on("close", (code, signal) => {
      const how = said.trim() || `it ended by ${signal ?? `exit code ${code}`}`;
      resolve(code === 0 ? undefined : how);
    });
  });
