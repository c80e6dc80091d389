import type { Calibration } from "../../models/prognosis/calibration.ts";
import { conformalScore } from "../../models/prognosis/conformal-score.ts";
import { type QuantileFunction, quantileFunction } from "../../models/prognosis/quantile-function.ts";
import type { LoadedModel } from "../../nodes/kit/model-runner.ts";
import { matrixOf, type Row } from "./feature-table.ts";

/** The model's own predictive distribution of each row. */
export const forecastsOf = async (
  model: LoadedModel,
  rows: readonly Row[],
  levels: readonly number[],
): Promise<QuantileFunction[]> => {
  const hours = (await model.run(matrixOf(rows), rows.length)).get("rulHours") ?? new Float32Array();
  return rows.map((_, i) => quantileFunction(levels, hours.subarray(i * levels.length, (i + 1) * levels.length)));
};

/** A score with the median that the model itself gave, in hours. */
export interface ScoredForecast {
  readonly score: number;
  readonly medianHours: number;
}

/** The calibration that scores (`conformalScore`) of lives give, the same number of each life. */
export const calibrationOf = (lives: readonly (readonly number[])[]): Calibration => ({
  lives: lives.length,
  rowsPerLife: lives[0]?.length ?? 0,
  scores: lives.flat().sort((a, b) => a - b),
});

/**
 * The same by the forecast itself.
 *
 * @param share of all scores that calibrate one forecast
 */
export const localCalibrationOf = (lives: readonly (readonly ScoredForecast[])[], share: number): Calibration => {
  const all = lives.flat().sort((a, b) => a.medianHours - b.medianHours || a.score - b.score);
  return {
    lives: lives.length,
    rowsPerLife: lives[0]?.length ?? 0,
    scores: all.map(({ score }) => score),
    forecasts: all.map(({ medianHours }) => Number(Math.max(0, medianHours).toFixed(2))),
    share,
  };
};

/** Scores of the truth on machines of their own, the same number of moments of each. See `conformalDistribution`. */
export const calibrateModel = async (
  model: LoadedModel,
  lives: readonly (readonly Row[])[],
  levels: readonly number[],
): Promise<Calibration> => {
  const scores = await Promise.all(
    lives.map(async (rows) => {
      const forecasts = await forecastsOf(model, rows, levels);
      return rows.map(({ rulHours }, i) => {
        const own = forecasts[i];
        return own ? conformalScore(own, rulHours) : Number.NaN;
      });
    }),
  );
  return calibrationOf(scores);
};
