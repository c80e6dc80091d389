import { type Command, Option } from "commander";
import { progressBar } from "../progress-bar.ts";
import { seedOption } from "../seed-option.ts";
import { evaluationText } from "./evaluation-text.ts";

const data = (): Option =>
  new Option(
    "--data <folder>",
    "holds BearingX_Y.json with .i16.gz, or folders BearingX_Y of acc_00001.csv",
  ).makeOptionMandatory();

/** `twinloom features femto` */
export const featuresFemto = (features: Command): void => {
  features
    .command("femto")
    .description("bearings of the FEMTO-ST PRONOSTIA form: every snapshot that is there")
    .addOption(data())
    .requiredOption("--out <file>", "the table, one .npz file that numpy.load reads: features, rul, life, names, units")
    .action(async (options: { data: string; out: string }) => {
      const { writeFeatures } = await import("./write-features.ts");
      const bar = progressBar("reading snapshots");
      const { rows, features: columns, bearings, sha256 } = await writeFeatures(options, bar).finally(bar.end);
      process.stdout.write(
        `${options.out}: ${rows} rows of ${bearings} bearings, ${columns} features, sha256 ${sha256}\n`,
      );
    });
};

/** Two bars, one after the other: reading waveforms, then fitting models. */
const bars = () => {
  const [reading, fitting] = [progressBar("reading snapshots"), progressBar("fitting models")];
  const begin = (total: number): void => {
    reading.end();
    fitting.begin(total);
  };
  const end = (): void => {
    reading.end();
    fitting.end();
  };
  return { reading, fitting: { ...fitting, begin }, end };
};

/** `twinloom train femto` */
export const trainFemto = (train: Command): void => {
  train
    .command("femto")
    .description("bearings of the FEMTO-ST PRONOSTIA form: model.onnx with its card, as card.json and as a page")
    .addOption(data())
    .requiredOption("--out <folder>", "gets model.onnx, card.json, card.html")
    .addOption(seedOption())
    .action(async (options: { data: string; out: string; seed: number }) => {
      const { trainBearings } = await import("./train.ts");
      const steps = bars();
      const card = await trainBearings(options, steps).finally(steps.end);
      const { normalisedRmse = Number.NaN } = card.metrics.scores ?? {};
      process.stdout.write(
        `${options.out}: ${card.name}, ${card.training.lives} lives, leaving one out a normalised RMSE of ${normalisedRmse}\n`,
      );
    });
};

interface EvaluateOptions {
  readonly data: string;
  readonly model?: string;
  readonly leaveOneOut?: boolean;
  readonly seed: number;
  readonly json?: boolean;
}

/** `twinloom evaluate femto` */
export const evaluateFemto = (evaluate: Command): void => {
  const command = evaluate
    .command("femto")
    .description("a model on whole lives of bearings; or the method, leaving one bearing out at a time")
    .addOption(data())
    .option("--model <folder>", "what `twinloom train femto` wrote")
    .addOption(
      new Option("--leave-one-out", "instead of a model: each bearing forecast by a model of the others").conflicts(
        "model",
      ),
    )
    .addOption(seedOption())
    .option("--json", "one object on standard output")
    .action(async (options: EvaluateOptions) => {
      const { evaluateByLeavingOneOut, evaluateModel } = await import("./evaluate.ts");
      const { model } = options;
      if (!model && !options.leaveOneOut) command.error("error: give --model <folder> or --leave-one-out");
      const steps = bars();
      const found = await (model
        ? evaluateModel({ ...options, model }, steps)
        : evaluateByLeavingOneOut(options, steps)
      ).finally(steps.end);
      process.stdout.write(options.json ? `${JSON.stringify(found)}\n` : evaluationText(found));
    });
};
