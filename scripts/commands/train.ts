import type { Command } from "commander";
import { trainCmapss } from "../datasets/cmapss/commands.ts";
import { trainFemto } from "../datasets/femto/commands.ts";
import { trainHistoryCommand } from "../datasets/history/commands.ts";
import { trainPlantCommand } from "../training/commands.ts";

/** `twinloom train plant …`, `twinloom train DATASET …` */
export const trainCommand = (program: Command): void => {
  const train = program
    .command("train")
    .description("fit, calibrate and export a model of remaining life, with its card");
  for (const add of [trainPlantCommand, trainCmapss, trainFemto, trainHistoryCommand]) add(train);
};
