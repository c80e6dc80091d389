import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Command } from "commander";
import { wholeNumber } from "../console/whole-number.ts";
import { packageRoot } from "../start/layout.ts";

interface Options {
  readonly lives: number;
  readonly moments: number;
  readonly samples: number;
  readonly seed: number;
  readonly type?: string;
  readonly model?: string;
  readonly json: boolean;
  readonly write: boolean;
}

/** `twinloom evaluate plant`: physics, trained models and both together, on unseen simulated machines. */
export const evaluatePlant = (evaluate: Command): void => {
  evaluate
    .command("plant")
    .description("measure physics, trained models and the hybrid of both on unseen simulated machines")
    .option("--lives <number>", "machines of each asset type", wholeNumber(2), 60)
    .option("--moments <number>", "moments asked of each machine and component", wholeNumber(1), 10)
    .option("--samples <number>", "Monte Carlo runs of a physics forecast", wholeNumber(20), 100)
    .option("--seed <number>", "the same seed gives the same result", wholeNumber(0), 20_260)
    .option("--type <id>", "one asset type; all of them if left out")
    .option("--model <folder>", "holds TYPE-COMPONENT folders; the shipped models if left out")
    .option("--json", "print one object", false)
    .option("--write", "write docs/hybrid.md", false)
    .action(async (options: Options) => {
      const { plantScores, plantTypes } = await import("../hybrid/plant-scores.ts");
      const { hybridPage } = await import("../hybrid/hybrid-page.ts");
      const { progressBar } = await import("../datasets/progress-bar.ts");
      const { shippedModelFolder } = await import("../../nodes/rul-predictor/shipped-models.ts");
      const types = plantTypes().filter(({ id }) => options.type === undefined || id === options.type);
      if (types.length === 0) throw new Error(`${options.type} is none of ${plantTypes().map(({ id }) => id)}`);
      const bar = progressBar("machines");
      bar.begin(types.length * options.lives);
      const { lives, moments: momentsPerLife, samples, seed, model: modelFolder = shippedModelFolder() } = options;
      const onLife = (): void => bar.step();
      const scores = await plantScores({ types, modelFolder, lives, momentsPerLife, samples, seed, onLife });
      bar.end();
      if (options.write) await writeFile(join(packageRoot(), "docs", "hybrid.md"), hybridPage(scores));
      process.stdout.write(options.json ? `${JSON.stringify(scores)}\n` : hybridPage(scores));
    });
};
