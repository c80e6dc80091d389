import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BacktestJob, runOnHistory } from "./run-on-history.ts";

/** A run in a process of its own: `worker.ts JOB RESULT`, both JSON files. Tells its progress on the channel to its parent. */
const [jobFile = "", resultFile = ""] = process.argv.slice(2);
const EVERY_MS = 200;

const home = mkdtempSync(join(tmpdir(), "twinloom-backtest-"));
process.on("exit", () => rmSync(home, { recursive: true, force: true }));
process.on("disconnect", () => process.exit(1));
let toldMs = 0;
const job = JSON.parse(readFileSync(jobFile, "utf8")) as BacktestJob;
try {
  const run = await runOnHistory(job, home, (timeMs) => {
    const now = performance.now();
    if (now - toldMs < EVERY_MS) return;
    toldMs = now;
    process.send?.({ timeMs });
  });
  writeFileSync(resultFile, JSON.stringify(run));
  process.exit(0);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
