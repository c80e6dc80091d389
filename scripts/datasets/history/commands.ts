import { type Command, Option } from "commander";
import { seedOption } from "../seed-option.ts";

const data = (): Option => new Option("--data <folder>", "what `twinloom history export` wrote").makeOptionMandatory();
const ownType = (): Option => new Option("--asset-type <file>", "JSON file, if the machines are of a type of your own");

interface Given {
  readonly data: string;
  readonly assetType?: string;
}

/** `twinloom features history` */
export const featuresHistory = (features: Command): void => {
  features
    .command("history")
    .description("lives exported from a twin store: every hour of every life that ended in a failure")
    .addOption(data())
    .addOption(ownType())
    .requiredOption("--out <file>", "the table, one .npz file that numpy.load reads: features, rul, life, names, units")
    .action(async (options: Given & { out: string }) => {
      const { writeFeatures } = await import("./write-features.ts");
      const found = await writeFeatures(options.data, options.out, options.assetType);
      process.stdout.write(
        `${options.out}: ${found.rows} rows of ${found.lives} lives (${found.censored} cut off before a failure are left ` +
          `out), ${found.features} features, sha256 ${found.sha256}\n`,
      );
    });
};

/** `twinloom train history` */
export const trainHistoryCommand = (train: Command): void => {
  train
    .command("history")
    .description("lives exported from a twin store and nothing else: the first model of machines of your own")
    .addOption(data())
    .addOption(ownType())
    .requiredOption("--out <folder>", "gets model.onnx, card.json, card.html")
    .addOption(seedOption())
    .action(async (options: Given & { out: string; seed: number }) => {
      const { trainHistory } = await import("./train.ts");
      const { name, metrics } = await trainHistory(options);
      const covers = metrics.coverage.find(({ nominal }) => nominal === 0.9)?.measured ?? Number.NaN;
      process.stdout.write(
        `${options.out}: ${name}, on lives left out a median error of ${metrics.medianAbsoluteErrorHours} h, ` +
          `90 % covers ${(100 * covers).toFixed(1)} %\n`,
      );
    });
};

/** `twinloom evaluate history` */
export const evaluateHistoryCommand = (evaluate: Command): void => {
  evaluate
    .command("history")
    .description("a model on lives exported from a twin store that ended in a failure and that it was not trained on")
    .addOption(data())
    .addOption(ownType())
    .requiredOption("--model <folder>", "of the same component: card.json and model.onnx")
    .option("--json", "one object on standard output")
    .action(async (options: Given & { model: string; json?: boolean }) => {
      const { evaluateHistory } = await import("./evaluate.ts");
      const { historyEvaluationText } = await import("./evaluation-text.ts");
      const found = await evaluateHistory(options.data, options.model, options.assetType);
      process.stdout.write(options.json ? `${JSON.stringify(found)}\n` : historyEvaluationText(found));
    });
};
