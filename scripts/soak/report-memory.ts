/** Loaded into a runtime by `--import`: writes what it holds after the garbage was collected, each few seconds, as lines of JSON. */
import { appendFileSync } from "node:fs";
import { heldMegabytes } from "./collect-garbage.ts";

const file = process.env["TWINLOOM_SOAK_MEMORY"] ?? "";
const EVERY_MS = 5000;

setInterval(() => {
  const held = heldMegabytes();
  const line = { seconds: process.uptime(), held, resident: process.memoryUsage.rss() / 1e6 };
  appendFileSync(file, `${JSON.stringify(line)}\n`);
}, EVERY_MS).unref();
