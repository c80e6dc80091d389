import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Figure, SectionOptions, SectionResult } from "./figure.ts";
import { median } from "./median.ts";

interface Memory {
  readonly rss: number;
  readonly heap: number;
}
interface Measured {
  readonly before: Memory;
  readonly first: Memory;
  readonly more: Memory;
  readonly closed: Memory;
  readonly again: Memory;
  readonly models: number;
}

/** Three times the seven shipped models. */
const LOADS = 21;

/** Resident memory of a loaded model: what each of several loads adds, in fresh processes. */
export const benchModelMemory = async ({ quick }: SectionOptions): Promise<SectionResult> => {
  const runs: Measured[] = [];
  for (let run = 0; run < (quick ? 1 : 3); run++) runs.push(await measure());
  const figure = (name: string, of: (run: Measured) => number): Figure => ({
    name,
    value: median(runs.map(of)),
    unit: "MB",
  });
  return {
    figures: [
      figure("a loaded model", ({ first, more }) => (more.rss - first.rss) / LOADS),
      figure("of it heap: its trees that explain, its card", ({ first, more }) => (more.heap - first.heap) / LOADS),
      figure("the first model, with onnxruntime", ({ before, first }) => first.rss - before.rss),
      figure(
        "growth by each that is loaded and closed after that",
        ({ closed, again }) => (again.rss - closed.rss) / LOADS,
      ),
    ],
    notes: [
      `Resident set of a process that loads models as a predictor does, after garbage collection; the median of ${runs.length} fresh processes. A loaded model: the mean of ${LOADS} loads after the first, over the ${runs[0]?.models ?? 0} shipped models in turn. What is closed stays with the process, for the next model.`,
    ],
  };
};

const measure = async (): Promise<Measured> => {
  const script = join(import.meta.dirname, "load-models.ts");
  const args = ["--expose-gc", "--disable-warning=ExperimentalWarning", script, String(LOADS)];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
};
