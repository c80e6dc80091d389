import { type Calibration, WIDEST_SCORE } from "../../models/prognosis/calibration.ts";
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

/** Scores of the truth on machines of their own, the same number of moments of each. See `conformalDistribution`. */
export const calibrateModel = async (
  model: LoadedModel,
  lives: readonly (readonly Row[])[],
  levels: readonly number[],
): Promise<Calibration> => {
  const rows = lives.flat();
  const forecasts = await forecastsOf(model, rows, levels);
  const scores = rows.map((row, i) => {
    const score = forecasts[i]?.scoreOf(row.rulHours) ?? Number.NaN;
    return Number(Math.max(-WIDEST_SCORE, Math.min(WIDEST_SCORE, score)).toFixed(4));
  });
  return { lives: lives.length, rowsPerLife: lives[0]?.length ?? 0, scores: scores.sort((a, b) => a - b) };
};
