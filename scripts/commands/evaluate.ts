import type { Command } from "commander";
import { evaluateCmapss } from "../datasets/cmapss/commands.ts";
import { evaluateFemto } from "../datasets/femto/commands.ts";
import { evaluateHistoryCommand } from "../datasets/history/commands.ts";
import { evaluatePlant } from "./evaluate-plant.ts";
import { evaluatePublic } from "./evaluate-public.ts";

/** `twinloom evaluate DATASET …` */
export const evaluateCommand = (program: Command): void => {
  const evaluate = program.command("evaluate").description("score forecasts of remaining life against what happened");
  for (const add of [evaluateCmapss, evaluateFemto, evaluateHistoryCommand, evaluatePlant, evaluatePublic])
    add(evaluate);
};
