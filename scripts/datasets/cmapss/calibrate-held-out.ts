import type { Calibration } from "../../../models/prognosis/calibration.ts";
import { confidencesOf } from "../../../models/prognosis/confidence-for.ts";
import { conformalDistribution } from "../../../models/prognosis/conformal-distribution.ts";
import { coveringConfidence } from "../../../models/prognosis/covering-confidence.ts";
import type { QuantileFunction } from "../../../models/prognosis/quantile-function.ts";
import { localCalibrationOf, type ScoredForecast } from "../../training/calibrate-model.ts";
import type { EngineForecast } from "./engine-forecast.ts";
import { CALIBRATION_SHARE, LONGEST_CYCLES } from "./fit-plan.ts";

/** Forecasts of an engine by a model that was fitted to the engines of the other folds. */
export interface HeldOut {
  readonly unit: number;
  readonly fold: number;
  readonly cycles: readonly number[];
  readonly truths: readonly number[];
  readonly own: readonly QuantileFunction[];
  readonly scores: readonly ScoredForecast[];
}

/**
 * The calibration by all engines but those of some folds. The confidences that intervals need are nested in it: each is of a
 * forecast that was calibrated by the scores of yet other engines.
 *
 * @param all of two folds or more beside those left out
 * @param left folds that are left out
 */
export const calibrationWithout = (all: readonly HeldOut[], left: readonly number[]): Calibration => {
  const others = all.filter(({ fold }) => !left.includes(fold));
  const needed = [...new Set(others.map(({ fold }) => fold))].flatMap((fold) => {
    const calibration = scoresOf(others.filter((one) => one.fold !== fold));
    const lives = others.filter((one) => one.fold === fold).map((one) => calibrated(one, calibration));
    return lives.flat().map(({ distribution, truth }) => coveringConfidence(distribution, truth));
  });
  return { ...scoresOf(others), coveringConfidences: confidencesOf(needed) };
};

/** Its forecasts under a calibration. */
export const calibrated = (
  { unit, cycles, truths, own }: HeldOut,
  calibration: Calibration,
): readonly EngineForecast[] =>
  own.map((one, i) => {
    const distribution = conformalDistribution(one, calibration, LONGEST_CYCLES);
    const [cycle = 0, truth = Number.NaN] = [cycles[i], truths[i]];
    const expected = Math.min(LONGEST_CYCLES, one.hoursAt(0));
    return { unit, cycle, truth, expected, distribution, reason: "" };
  });

const scoresOf = (engines: readonly HeldOut[]): Calibration =>
  localCalibrationOf(
    engines.map(({ scores }) => scores),
    CALIBRATION_SHARE,
  );
