import { type Command, Option } from "commander";
import { progressBar } from "../progress-bar.ts";
import { seedOption } from "../seed-option.ts";
import { evaluationText } from "./evaluation-text.ts";

const data = (): Option =>
  new Option("--data <folder>", "holds train_SUBSET.txt and the like, .gz or not").makeOptionMandatory();
const subset = (): Option =>
  new Option("--subset <name>", "FD001, FD002, FD003, FD004 or your own").makeOptionMandatory();

/** `twinloom features cmapss` */
export const featuresCmapss = (features: Command): void => {
  features
    .command("cmapss")
    .description("engines of the C-MAPSS format: every cycle of every training engine")
    .addOption(data())
    .addOption(subset())
    .requiredOption("--out <file>", "the table, one .npz file that numpy.load reads: features, rul, life, names, units")
    .action(async (options: { data: string; subset: string; out: string }) => {
      const { writeFeatures } = await import("./write-features.ts");
      const {
        rows,
        features: columns,
        engines,
        sha256,
      } = await writeFeatures(options.data, options.subset, options.out);
      process.stdout.write(
        `${options.out}: ${rows} rows of ${engines} engines, ${columns} features, sha256 ${sha256}\n`,
      );
    });
};

/** `twinloom train cmapss` */
export const trainCmapss = (train: Command): void => {
  train
    .command("cmapss")
    .description("engines of the C-MAPSS format: model.onnx with its card, as card.json and as a page")
    .addOption(data())
    .addOption(subset())
    .requiredOption("--out <folder>", "gets model.onnx, card.json, card.html")
    .addOption(seedOption())
    .action(async (options: { data: string; subset: string; out: string; seed: number }) => {
      const { trainSubset, TRAINING_STEPS } = await import("./train.ts");
      const bar = progressBar(`training ${options.subset}`);
      bar.begin(TRAINING_STEPS);
      const card = await trainSubset(options, bar.step).finally(bar.end);
      const { rmseClipped = Number.NaN } = card.metrics.scores ?? {};
      const covers = card.metrics.coverage.find(({ nominal }) => nominal === 0.9)?.measured ?? Number.NaN;
      process.stdout.write(
        `${options.out}: ${card.name}, by cross-validation RMSE ${rmseClipped} cycles, 90 % covers ${100 * covers} %\n`,
      );
    });
};

interface EvaluateOptions {
  readonly data: string;
  readonly subset: string;
  readonly model?: string;
  readonly test?: string;
  readonly rul?: string;
  readonly crossValidate?: boolean;
  readonly seed: number;
  readonly json?: boolean;
}

/** `twinloom evaluate cmapss` */
export const evaluateCmapss = (evaluate: Command): void => {
  const command = evaluate
    .command("cmapss")
    .description("a model on test engines, one forecast each after the last cycle; or the method by cross-validation")
    .addOption(data())
    .addOption(subset())
    .option("--model <folder>", "what `twinloom train cmapss` wrote")
    .option("--test <file>", "test engines, .gz or not (the data folder's test_SUBSET.txt)")
    .option("--rul <file>", "cycles left of each, .gz or not (the data folder's RUL_SUBSET.txt)")
    .addOption(
      new Option(
        "--cross-validate",
        "instead of a model and test files: on the training engines, each forecast by models of others",
      ).conflicts(["model", "test", "rul"]),
    )
    .addOption(seedOption())
    .option("--json", "one object on standard output")
    .action(async (options: EvaluateOptions) => {
      const { evaluateByCrossValidation, evaluateTest } = await import("./evaluate.ts");
      const { model } = options;
      if (!model && !options.crossValidate) command.error("error: give --model <folder> or --cross-validate");
      const bar = progressBar(`evaluating ${options.subset}`);
      const found = await (model
        ? evaluateTest({ ...options, model }, bar)
        : evaluateByCrossValidation(options, bar)
      ).finally(bar.end);
      process.stdout.write(options.json ? `${JSON.stringify(found)}\n` : evaluationText(found));
    });
};
