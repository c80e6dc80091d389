import type { FitSettings } from "./fit-model.ts";

/** Machines simulated for each asset type. No machine is in two groups. */
export interface Lives {
  readonly training: number;
  readonly calibration: number;
  readonly test: number;
}

/**
 * Calibration decides how far out an interval can be trusted: 200 machines carry levels up to 1 - 2/201 = 99 %.
 */
export const LIVES: Lives = { training: 100, calibration: 200, test: 100 };

/** Levels of the quantiles that the model gives. */
export const LEVELS = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95];

/** Moments drawn of each training machine: anywhere in its life, and in its last two weeks, where it counts. */
export const TRAINING_ROWS = 60;
export const LAST_WEEKS_ROWS = 20;
export const LAST_WEEKS_HOURS = 336;

/** Moments drawn of each machine for calibration and for the test: anywhere in its life. */
export const CALIBRATION_ROWS = 5;
export const TEST_ROWS = 20;

/** Share of machines whose history begins in the middle of their life, as where a twin is added to an old machine. */
export const LATE_SHARE = 0.25;
/** How late at most, as a share of the life. */
export const LATEST_START = 0.6;

/** No forecast is asked of less history than this. */
export const MINIMUM_HOURS = 24;

/** How the trees are grown. */
export const FIT: Omit<FitSettings, "seed"> = {
  objective: "quantiles",
  levels: LEVELS,
  members: 1,
  scale: "log",
  cap: null,
  largestError: null,
  rounds: 160,
  depth: 4,
  learningRate: 0.08,
  minChildWeight: 20,
  subsample: 0.7,
  colsample: 0.7,
  ridge: 1,
  bins: 256,
};
