import { clipTruth } from "../../models/prognosis/metrics/clip-truth.ts";
import { nasaScore } from "../../models/prognosis/metrics/nasa-score.ts";
import { rmse } from "../../models/prognosis/metrics/rmse.ts";
import { LONGEST_CYCLES } from "../datasets/cmapss/fit-plan.ts";
import type { SubsetAccuracy } from "./measure-accuracy.ts";

/** A line on what a subset's figures are if some engines are not scored; the models have seen them all the same. */
export const withoutEngines = (all: readonly SubsetAccuracy[], subset: string, units: readonly number[]): string[] => {
  const found = all.find((one) => one.subset === subset);
  if (!found || found.card) return [];
  const rows = found.perEngine
    .filter(({ unit }) => !units.includes(unit))
    .map(({ unit, forecast, truth }) => ({ unit, rulHours: forecast, truth }));
  const cuts = found.forecasts / found.engines;
  const clipped = clipTruth(rows, LONGEST_CYCLES);
  const [error, score] = [rmse(clipped).toFixed(2), (nasaScore(clipped) / cuts).toFixed(0)];
  const near = rmse(rows.filter(({ truth }) => truth <= 50)).toFixed(2);
  return [`Scored without them: RMSE ${error}, NASA score ${score}, RMSE at 50 cycles or fewer ${near}.`];
};
