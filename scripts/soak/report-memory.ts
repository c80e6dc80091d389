/** Loaded into a runtime by `--import`: writes what it holds after the garbage was collected, each few seconds, as lines of JSON. */
import { appendFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";
import { heldMegabytes } from "./collect-garbage.ts";

const file = process.env["TWINLOOM_SOAK_MEMORY"] ?? "";
const EVERY_MS = 5000;

const report = (): void => {
  const held = heldMegabytes();
  const line = { seconds: process.uptime(), held, resident: process.memoryUsage.rss() / 1e6 };
  appendFileSync(file, `${JSON.stringify(line)}\n`);
};

// not the process that watches over the runtime, which has the same environment
if (isMainThread && process.argv[1]?.endsWith("red.js")) setInterval(report, EVERY_MS).unref();
