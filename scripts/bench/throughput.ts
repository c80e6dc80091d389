import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Figure, SectionOptions, SectionResult } from "./figure.ts";
import { median } from "./median.ts";
import { canPin, runPinned } from "./pinned.ts";

const ROOT = join(import.meta.dirname, "../..");
/** The reference is not part of the project: the same job wired from Node-RED's own function nodes. */
const REFERENCE = process.env["TWINLOOM_REFERENCE"] ?? join(ROOT, "../shared/reference");
const RUNNER = join(REFERENCE, "run-stock.mjs");

interface Ours {
  readonly perSecond: readonly number[];
  readonly forecasts: number;
}
interface Theirs {
  readonly runs: readonly number[];
}

const INPUTS = {
  readings: "arrays of 100 readings of a scan",
  telemetry: "telemetry micro-batches of 100 readings of a machine",
} as const;
const STOCK = {
  "stock-batched.json": "function nodes, by hundreds",
  "stock-scalar.json": "function nodes, one by one",
};

/** Readings per second on one core; ours and the function nodes take turns, each turn in a new process. */
export const benchThroughput = async ({ quick }: SectionOptions): Promise<SectionResult> => {
  const turns = quick ? 1 : 3;
  const [ms, rounds] = quick ? ["300", "1"] : ["3000", "3"];
  const compare = existsSync(RUNNER);
  const ours: Record<string, number[]> = { readings: [], telemetry: [] };
  const stock: Record<string, number[]> = { "stock-batched.json": [], "stock-scalar.json": [] };
  let forecasts = 0;
  for (let turn = 0; turn < turns; turn++) {
    for (const input in ours) {
      const result = await runPinned<Ours>([join(import.meta.dirname, "drive-flow.ts"), input, ms, rounds]);
      ours[input]?.push(median(result.perSecond));
      forecasts += result.forecasts;
    }
    for (const flow of compare ? Object.keys(stock) : []) {
      const args = [RUNNER, join(REFERENCE, flow), "--ms", ms, "--rounds", rounds, "--root", ROOT];
      stock[flow]?.push(median((await runPinned<Theirs>(args)).runs));
    }
  }

  const figures: Figure[] = [];
  for (const [input, label] of Object.entries(INPUTS)) {
    const mine = ours[input] ?? [];
    const base = { name: label, value: median(mine), unit: "readings/s" };
    if (!compare) figures.push(base);
    for (const [flow, name] of compare ? Object.entries(STOCK) : []) {
      const theirs = stock[flow] ?? [];
      const ratio = median(mine.map((value, turn) => value / (theirs[turn] ?? Number.NaN)));
      const target = flow === "stock-batched.json" ? { target: { of: "ratio", atLeast: 5 } as const } : {};
      figures.push({ ...base, against: { name, value: median(theirs) }, ratio, ...target });
    }
  }
  return {
    figures,
    notes: [
      `100 pumps with seven channels, a reading of each every second of data time; hourly features, twin states and forecasts (${forecasts} of them made in these runs); the real runtime, ${canPin ? "held to one core" : "NOT held to one core: there is no taskset here"}.`,
      "A run counts only if every reading has reached a window and nothing was refused.",
      compare
        ? "The function nodes compute rolling statistics, a state with hysteresis and a linear remaining life for 100 machines with one channel, all of it anew at each reading; ours takes each reading into its window once and computes the rest when a window closes."
        : "The function nodes were NOT measured: there is no run-stock.mjs (TWINLOOM_REFERENCE names its folder).",
    ],
  };
};
