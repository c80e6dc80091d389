import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ErrorEntry, TwinError } from "../../models/errors/twin-error.ts";
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
  const told = error instanceof TwinError ? error : undefined;
  if (!told) process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  const gone = (): never => process.exit(1);
  if (told && process.send) process.send({ error: entryOf(told) }, undefined, undefined, gone);
  else gone();
}

/** Its texts, filled in: the parent throws the same again. */
function entryOf({ code, message, next }: TwinError): ErrorEntry {
  return { code, message: message.slice(code.length + 2, -(next.length + 2)), next };
}
