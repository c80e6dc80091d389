import type { Command } from "commander";
import { featuresCmapss } from "../datasets/cmapss/commands.ts";
import { featuresFemto } from "../datasets/femto/commands.ts";
import { featuresHistory } from "../datasets/history/commands.ts";

/** `twinloom features DATASET …`: the table that a model is trained on, by the code that computes features at the edge. */
export const featuresCommand = (program: Command): void => {
  const features = program.command("features").description("write the features of a data set as one table for NumPy");
  for (const add of [featuresCmapss, featuresFemto, featuresHistory]) add(features);
};
