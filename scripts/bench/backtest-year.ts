import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { theilSen } from "../soak/theil-sen.ts";
import type { YearRun } from "./drive-backtest.ts";
import type { SectionOptions, SectionResult } from "./figure.ts";
import { recordYear } from "./record-year.ts";
import { yearFlow } from "./year-machine.ts";

const YEAR_DAYS = 365;
/** Measured unless TWINLOOM_BENCH_DAYS says otherwise; 365 is the year itself (5 GB in the folder for temporary files). */
const DAYS = 28;
const QUICK_DAYS = 2;
const MINUTE_S = 60;
/** The slope is the median over all pairs of points. */
const MOST_POINTS = 400;

/** A year of one machine with 20 channels at 1 Hz through a whole flow; a part of it, reckoned up to a year, unless the year is asked for. */
export const benchBacktestYear = async ({ quick }: SectionOptions): Promise<SectionResult> => {
  const days = Number(process.env["TWINLOOM_BENCH_DAYS"] ?? (quick ? QUICK_DAYS : DAYS));
  const folder = mkdtempSync(join(tmpdir(), "twinloom-bench-"));
  try {
    const [recording, flow] = [join(folder, "year.twr"), join(folder, "flow.json")];
    writeFileSync(flow, JSON.stringify(yearFlow()));
    recordYear(recording, days * 24);
    const run = await drive([recording, flow, folder]);
    const yearly = YEAR_DAYS / days;
    const whole = days === YEAR_DAYS;
    const minutes = (run.seconds * yearly) / MINUTE_S;
    const name = whole ? "a year of 631 million readings" : `a year, reckoned from ${days} days of it`;
    const few = run.memory.filter((_, i) => i % Math.ceil(run.memory.length / MOST_POINTS) === 0);
    const { slope } = theilSen(
      few.map(([hour]) => hour),
      few.map(([, bytes]) => bytes),
    );
    return {
      figures: [
        { name, value: minutes, unit: "min", target: { of: "value", atMost: 15 } },
        { name: "processor time of that", value: (run.cpuSeconds * yearly) / MINUTE_S, unit: "min" },
        { name: "readings in a second of processor time", value: run.readings / run.cpuSeconds, unit: "readings/s" },
        { name: "most resident memory", value: run.peakBytes / 1e6, unit: "MB" },
        { name: "growth of resident memory", value: (slope * 24) / 1e6, unit: "MB a day of data" },
      ],
      notes: [
        `${run.readings.toLocaleString("en-US")} readings from a recording of ${(statSync(recording).size / 1e6).toFixed(0)} MB (${days} days; TWINLOOM_BENCH_DAYS=365 runs the year), through source, features, twin, forecasts, a weekly what-if and work orders in one process: ${run.forecasts} forecasts, ${run.alarms} alarms, ${run.orders} orders.`,
        "The twin and the forecasts carry everything from before with them, so one machine is not cut into slices of time: a second core runs a second machine, or the flow to compare with.",
        "Starting Node-RED is not in it; making the recording neither. Growth: the Theil–Sen slope over the hours after the first tenth.",
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const drive = async (args: readonly string[]): Promise<YearRun> => {
  const result = join(args[2] ?? "", "result.json");
  const script = join(import.meta.dirname, "drive-backtest.ts");
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", script, ...args, result], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const code = await new Promise((resolve) => child.on("exit", resolve));
  if (code !== 0) throw new Error(`the run ended with exit code ${code}`);
  return JSON.parse(readFileSync(result, "utf8"));
};
