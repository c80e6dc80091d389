import type { FitSettings } from "../../training/fit-model.ts";

/**
 * Longest remaining life that is told apart, in cycles: before, nothing shows in the data (Heimes, Recurrent neural networks
 * for remaining useful life estimation, PHM 2008).
 */
export const LONGEST_CYCLES = 125;

/** Engines are put in so many groups; each is forecast by a model of the others. */
export const FOLDS = 5;

/** Cuts drawn of each engine that was left out. */
export const CUTS = 20;

export const LEVELS = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95];

/** How the trees are grown. */
export const FIT: Omit<FitSettings, "seed"> = {
  levels: LEVELS,
  scale: "linear",
  cap: LONGEST_CYCLES,
  rounds: 250,
  depth: 5,
  learningRate: 0.05,
  minChildWeight: 30,
  subsample: 0.6,
  colsample: 0.4,
  ridge: 5,
  bins: 128,
};
