import type { FitSettings } from "../../training/fit-model.ts";

/** Of each life, evenly over its time: so every bearing weighs the same, however long it lasted. */
export const ROWS_PER_LIFE = 200;
export const CALIBRATION_ROWS_PER_LIFE = 40;

/** Fewest whole lives: one to forecast, one to calibrate on, and two to learn from. */
export const FEWEST_BEARINGS = 4;

/** A forecast is not trusted to be nearer than this to the share of life that is left. */
export const LEAST_SPREAD = 0.02;

/** Shallow, slow and held back: there are a handful of lives, and two inputs. The label is the share of life that is left. */
export const FIT: Omit<FitSettings, "seed"> = {
  objective: "quantiles",
  members: 1,
  levels: [0.5],
  scale: "linear",
  cap: null,
  largestError: null,
  rounds: 60,
  depth: 2,
  learningRate: 0.1,
  minChildWeight: 20,
  subsample: 0.7,
  colsample: 1,
  ridge: 10,
  bins: 256,
};
