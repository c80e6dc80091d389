import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readFlowTest } from "./read-flow-test.ts";
import { runFlowTest } from "./run-flow-test.ts";

/** One test in a process of its own: `worker.ts FILE NUMBER RESULT`. The result is the outcome as JSON; 1 and its reason on stderr. */
const [file = "", number = "", resultFile = ""] = process.argv.slice(2);
const home = mkdtempSync(join(tmpdir(), "twinloom-flow-test-"));
process.on("exit", () => rmSync(home, { recursive: true, force: true }));
process.on("disconnect", () => process.exit(1));
try {
  const read = readFlowTest(file);
  const test = read.tests[Number(number)];
  if (!test) throw new Error(`${file} has no test ${number}`);
  writeFileSync(resultFile, JSON.stringify(await runFlowTest(read, test, home)));
  process.exit(0);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
