import type { Calibration } from "../../models/prognosis/calibration.ts";
import { conformalDistribution } from "../../models/prognosis/conformal-distribution.ts";
import { conformalScore } from "../../models/prognosis/conformal-score.ts";
import type { LoadedModel } from "../../nodes/kit/model-runner.ts";
import { forecastsOf } from "../training/calibrate-model.ts";
import type { Row } from "../training/feature-table.ts";
import type { Judged } from "../training/metrics-of.ts";

export type Rows = readonly (readonly Row[])[];

/** Calibrated forecasts of every row of some lives, beside the truths. */
export const forecastLives = (
  model: LoadedModel,
  calibration: Calibration,
  levels: readonly number[],
  lives: Rows,
): Promise<Judged[][]> =>
  Promise.all(
    lives.map(async (rows) => {
      const own = await forecastsOf(model, rows, levels);
      return own.map((one, i) => ({
        truth: rows[i]?.rulHours ?? Number.NaN,
        distribution: conformalDistribution(one, calibration),
      }));
    }),
  );

/** Where the truths stood in the model's own forecasts, life by life: what a calibration is made of. */
export const scoresOfLives = (model: LoadedModel, levels: readonly number[], lives: Rows): Promise<number[][]> =>
  Promise.all(
    lives.map(async (rows) => {
      const own = await forecastsOf(model, rows, levels);
      return own.map((one, i) => conformalScore(one, rows[i]?.rulHours ?? Number.NaN));
    }),
  );
