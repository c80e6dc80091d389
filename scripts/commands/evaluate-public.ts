import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Command } from "commander";
import { seedOption } from "../datasets/seed-option.ts";
import { packageRoot } from "../start/layout.ts";

/** `twinloom evaluate public`: the page on accuracy, from the public data sets. */
export const evaluatePublic = (evaluate: Command): void => {
  evaluate
    .command("public")
    .description("train and score on the public data sets, turbofan engines and bearings, as docs/accuracy.md shows it")
    .requiredOption("--data <folder>", "holds cmapss/ and femto/")
    .addOption(seedOption())
    .option("--json", "print one object", false)
    .option("--write", "write docs/accuracy.md", false)
    .action(async (options: { data: string; seed: number; json: boolean; write: boolean }) => {
      const { measureAccuracy } = await import("../accuracy/measure-accuracy.ts");
      const { accuracyPage } = await import("../accuracy/accuracy-page.ts");
      const { progressBar } = await import("../datasets/progress-bar.ts");
      const bar = progressBar("data sets");
      const found = await measureAccuracy(options.data, options.seed, bar).finally(bar.end);
      if (options.write) await writeFile(join(packageRoot(), "docs", "accuracy.md"), accuracyPage(found));
      process.stdout.write(options.json ? `${JSON.stringify(found)}\n` : accuracyPage(found));
    });
};
