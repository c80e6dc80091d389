import type { Command } from "commander";
import { evaluateCmapss } from "../datasets/cmapss/commands.ts";
import { evaluateFemto } from "../datasets/femto/commands.ts";
import { evaluateHistoryCommand } from "../datasets/history/commands.ts";
import { evaluatePlant } from "./evaluate-plant.ts";
import { evaluatePublic } from "./evaluate-public.ts";
import { evaluateSensors } from "./evaluate-sensors.ts";

/** `twinloom evaluate DATASET …` */
export const evaluateCommand = (program: Command): void => {
  const evaluate = program
    .command("evaluate")
    .description("score forecasts against what happened, and the watch over sensors against faults");
  for (const add of [
    evaluateCmapss,
    evaluateFemto,
    evaluateHistoryCommand,
    evaluatePlant,
    evaluatePublic,
    evaluateSensors,
  ])
    add(evaluate);
};
