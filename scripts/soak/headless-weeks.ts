import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { eventually } from "../../test/support/eventually.ts";
import { startHeadless } from "../../test/support/headless.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { recordWeeks } from "./recorded-weeks.ts";
import { type Slope, theilSen } from "./theil-sen.ts";
import { weekFlow } from "./week-flow.ts";

export interface WeeksResult {
  readonly readings: number;
  readonly forecasts: number;
  readonly workOrders: number;
  readonly errors: number;
  readonly seconds: number;
  readonly storeMegabytes: number;
  readonly samples: number;
  readonly firstMegabytes: number;
  readonly lastMegabytes: number;
  readonly residentMegabytes: number;
  /** Megabytes a week of data, with its 95 % interval. */
  readonly perWeek: Slope;
  /** Exit code of the runtime after SIGTERM. */
  readonly exitCode: number | null;
}

const POLL_MS = 2000;
/** Caches fill, code is compiled, baselines are learnt. */
const WARM_UP_SHARE = 0.3;

/**
 * Runs `twinloom run` on weeks of recorded data, each of four machines once a second, as fast as it goes, and measures how what it holds
 * grows with the data.
 */
export const headlessWeeks = async (
  weeks: number,
  seed: number,
  progress: (done: number, of: number) => void = () => undefined,
): Promise<WeeksResult> => {
  const folder = temporaryFolder();
  const machines = await recordWeeks(folder.path, weeks, seed);
  const expected = machines.reduce((sum, { readings }) => sum + readings, 0);
  const memoryFile = join(folder.path, "memory.jsonl");
  const began = performance.now();
  const box = await startHeadless(weekFlow(machines), [], {
    NODE_OPTIONS: `--import ${pathToFileURL(join(import.meta.dirname, "report-memory.ts")).href}`,
    TWINLOOM_SOAK_MEMORY: memoryFile,
    TWINLOOM_LOG: "warn",
  });
  try {
    const metrics = async (): Promise<string> => (await box.ask("/metrics")).text;
    const readings = async (): Promise<number> => total(await metrics(), "twinloom_readings_total");
    for (let seen = 0, idle = 0; seen < expected && idle < 60; ) {
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      const now = await readings();
      idle = now > seen ? 0 : idle + 1;
      seen = Math.max(seen, now);
      progress(Math.round((seen / expected) * 100), 100);
    }
    const text = await settledOf(metrics);
    const storeMegabytes = statSync(join(box.home, "week.db")).size / 1e6;
    const exitCode = await box.end();
    return {
      readings: total(text, "twinloom_readings_total"),
      forecasts: total(text, "twinloom_forecasts_total"),
      workOrders: total(text, "twinloom_work_orders_total"),
      errors: total(text, "twinloom_errors_total"),
      seconds: Math.round((performance.now() - began) / 1000),
      storeMegabytes,
      exitCode,
      ...growth(readFileSync(memoryFile, "utf8"), weeks),
    };
  } finally {
    box.remove();
    folder.remove();
  }
};

/** The metrics once what was read is worked off: forecasts of it come later, the first when its model is loaded. */
const settledOf = async (metrics: () => Promise<string>): Promise<string> => {
  const worked = (text: string): number => total(text, "twinloom_forecasts_total");
  let seen = await metrics();
  return eventually(
    "forecasts",
    async () => {
      const before = worked(seen);
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      seen = await metrics();
      return before > 0 && worked(seen) === before && seen;
    },
    () => seen,
  );
};

/** Sum of a metric over all its labels. */
const total = (text: string, name: string): number =>
  text
    .split("\n")
    .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(" "))), 0);

const growth = (text: string, weeks: number) => {
  const lines = text
    .trim()
    .split("\n")
    .map((line): { seconds: number; held: number; resident: number } => JSON.parse(line));
  const end = lines.at(-1)?.seconds ?? 1;
  const warm = lines.slice(Math.floor(lines.length * WARM_UP_SHARE));
  const held = warm.map((line) => line.held);
  return {
    samples: warm.length,
    firstMegabytes: held[0] ?? Number.NaN,
    lastMegabytes: held.at(-1) ?? Number.NaN,
    residentMegabytes: Math.max(...warm.map(({ resident }) => resident)),
    // the file is read evenly: time that has passed stands for data
    perWeek: theilSen(
      warm.map(({ seconds }) => (seconds / end) * weeks),
      held,
    ),
  };
};
