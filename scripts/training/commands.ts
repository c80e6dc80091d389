import { type Command, InvalidArgumentError, Option } from "commander";
import { assetTypes } from "../../models/assets/asset-types.ts";
import { progressBar } from "../datasets/progress-bar.ts";
import { seedOption } from "../datasets/seed-option.ts";
import type { PlantTraining } from "./train-plant.ts";

/** Of the models that ship. */
const SHIPPED_SEED = 20_260;

const share = (): Option =>
  new Option("--share <part>", "part of the usual number of machines, for a quick try").default(1).argParser((text) => {
    const part = Number(text);
    if (part > 0 && part <= 1) return part;
    throw new InvalidArgumentError("Give a number above 0, up to 1.");
  });

/** `twinloom train plant` */
export const trainPlantCommand = (train: Command): void => {
  train
    .command("plant")
    .description("machines of the types that ship, simulated from new to failure: a model with its card a component")
    .addOption(new Option("--type <id>", "one asset type; all of them if left out").choices(Object.keys(assetTypes)))
    .addOption(seedOption(SHIPPED_SEED))
    .addOption(share())
    .requiredOption("--out <folder>", "gets TYPE-COMPONENT/model.onnx with card.json and card.html, and README.md")
    .action(async (options: PlantTraining) => {
      const { trainPlant } = await import("./train-plant.ts");
      const bar = progressBar("training");
      const report = await trainPlant(options, bar).finally(bar.end);
      process.stdout.write(`${report.join("\n")}\n`);
    });
};
