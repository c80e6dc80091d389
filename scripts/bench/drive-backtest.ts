import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { prepareFlow } from "../../models/backtest/prepare-flow.ts";
import { chosenHistory } from "../backtest/chosen-history.ts";
import { openHistory } from "../backtest/history.ts";
import { runOnHistory } from "../backtest/run-on-history.ts";

export interface YearRun {
  readonly readings: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakBytes: number;
  /** Hour of data and resident bytes then, after the first tenth. */
  readonly memory: readonly (readonly [hour: number, bytes: number])[];
  readonly forecasts: number;
  readonly alarms: number;
  readonly orders: number;
}

/** The process of one run: `drive-backtest.ts RECORDING FLOW HOME RESULT`. Measured from the first batch on. */
const [recording = "", flowFile = "", home = "", resultFile = ""] = process.argv.slice(2);
const HOUR_MS = 3_600_000;

const flow = JSON.parse(readFileSync(flowFile, "utf8"));
const history = openHistory({ home, recording });
const { machines, span } = await chosenHistory(history, [prepareFlow(flow)], { assets: [] });
history.close();
const memory: [number, number][] = [];
let peakBytes = 0;
let began: { readonly ms: number; readonly cpu: NodeJS.CpuUsage } | undefined;
const job = { flow, home, recording, machines: machines[0] ?? [], outcomes: [], span };
const { decisions, readings } = await runOnHistory(job, mkdtempSync(join(home, "run-")), (timeMs) => {
  began ??= { ms: performance.now(), cpu: process.cpuUsage() };
  const bytes = process.memoryUsage.rss();
  peakBytes = Math.max(peakBytes, bytes);
  if (timeMs - span.fromMs > (span.toMs - span.fromMs) / 10) memory.push([(timeMs - span.fromMs) / HOUR_MS, bytes]);
});
const { user, system } = process.cpuUsage(began?.cpu);
const result: YearRun = {
  ...{ readings, peakBytes, memory, seconds: (performance.now() - (began?.ms ?? 0)) / 1000 },
  cpuSeconds: (user + system) / 1e6,
  forecasts: decisions.forecasts.length,
  alarms: decisions.alarms.length,
  orders: decisions.orders.length,
};
writeFileSync(resultFile, JSON.stringify(result));
process.exit(0);
