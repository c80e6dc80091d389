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

/** Share of all scores, those of the most similar forecasts, that calibrate one forecast. */
export const CALIBRATION_SHARE = 0.1;

/** The trees give one number, the mean. */
export const LEVELS = [0.5];

/**
 * A training row that a model of other engines misses by more cycles is not fitted: some engines wear, then are as new again under
 * the same number, and no engine would be forecast near its end by what they teach. Chosen by cross-validation.
 */
const LARGEST_ERROR = 45;

/** How the trees are grown. */
export const FIT: Omit<FitSettings, "seed"> = {
  objective: "mean",
  levels: LEVELS,
  members: 3,
  scale: "linear",
  cap: LONGEST_CYCLES,
  largestError: LARGEST_ERROR,
  rounds: 200,
  depth: 5,
  learningRate: 0.04,
  minChildWeight: 30,
  subsample: 0.6,
  colsample: 0.4,
  ridge: 5,
  bins: 64,
};
