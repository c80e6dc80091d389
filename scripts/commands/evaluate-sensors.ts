import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Command } from "commander";
import { wholeNumber } from "../console/whole-number.ts";
import { packageRoot } from "../start/layout.ts";

interface Options {
  readonly seed: number;
  readonly plants: number;
  readonly json: boolean;
  readonly write: boolean;
}

/** `twinloom evaluate sensors`: false alarms of healthy plants, and which faults of sensors are found, when. */
export const evaluateSensors = (evaluate: Command): void => {
  evaluate
    .command("sensors")
    .description(
      "measure how sensors that drift, hang or jump are found on simulated plants, and how often sound ones are blamed",
    )
    .option("--seed <number>", "of the first plant; the same seed gives the same result", wholeNumber(0), 1)
    .option("--plants <number>", "healthy plants of four machines", wholeNumber(1), 6)
    .option("--json", "print one object", false)
    .option("--write", "write docs/sensors.md", false)
    .action(async ({ seed, plants, json, write }: Options) => {
      const { sensorScores, stepsOf } = await import("../sensors/sensor-scores.ts");
      const { sensorsPage } = await import("../sensors/sensors-page.ts");
      const { progressBar } = await import("../datasets/progress-bar.ts");
      const bar = progressBar("runs");
      bar.begin(stepsOf(plants));
      const scores = sensorScores(seed, plants, bar.step);
      bar.end();
      if (write) await writeFile(join(packageRoot(), "docs", "sensors.md"), sensorsPage(scores));
      process.stdout.write(json ? `${JSON.stringify(scores)}\n` : sensorsPage(scores));
    });
};
