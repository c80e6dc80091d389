import { intervalAt } from "../../../models/prognosis/interval-at.ts";
import { alphaLambdaAccuracy } from "../../../models/prognosis/metrics/alpha-lambda-accuracy.ts";
import { clipTruth } from "../../../models/prognosis/metrics/clip-truth.ts";
import { intervalCoverage } from "../../../models/prognosis/metrics/interval-coverage.ts";
import { type IntervalScores, intervalScores } from "../../../models/prognosis/metrics/interval-scores.ts";
import { nasaScore } from "../../../models/prognosis/metrics/nasa-score.ts";
import { rmse } from "../../../models/prognosis/metrics/rmse.ts";
import { splitByTruth } from "../../../models/prognosis/metrics/split-by-truth.ts";
import type { EngineForecast } from "./engine-forecast.ts";
import { LONGEST_CYCLES } from "./fit-plan.ts";

const NOMINAL = [0.5, 0.8, 0.9, 0.95];
const NEAR_CYCLES = 50;
const ALPHA = 0.2;

/**
 * The scores of the official protocol, of what the trees give: cycles throughout, `Clipped` against labels held at 125, `Raw` against those given.
 * Coverage, widths and Winkler score are against clipped labels, as a forecast of 125 means "125 or more". The NASA score is a
 * sum: where engines are cut several times it is the mean over one cut each, so that it compares with that of as many engines.
 *
 * @param lives forecasts of each engine, the same number of each: one, or several cuts
 */
export const scoreForecasts = (lives: readonly (readonly EngineForecast[])[]) => {
  const forecasts = lives.flat().map(({ unit, cycle, truth, expected, distribution, reason }) => ({
    reason,
    unit,
    cycle,
    truth,
    distribution,
    time: 0,
    rulHours: expected,
    interval: intervalAt(distribution, 0.9),
  }));
  const clipped = clipTruth(forecasts, LONGEST_CYCLES);
  const cutsEach = forecasts.length / Math.max(1, lives.length);
  const byLevel = intervalScores(clipped, NOMINAL);
  const table = (of: (one: IntervalScores) => number, scores = byLevel) =>
    Object.fromEntries(scores.map((one) => [String(Math.round(100 * one.confidence)), rounded(of(one))]));
  const covers = (part: typeof clipped) => table((one) => one.coverage, intervalScores(part, NOMINAL));
  const alone = forecasts.map((one) => [one]);
  return {
    engines: lives.length,
    forecasts: forecasts.length,
    rmseClipped: rounded(rmse(clipped)),
    rmseRaw: rounded(rmse(forecasts)),
    nasaScoreClipped: rounded(nasaScore(clipped) / cutsEach),
    nasaScoreRaw: rounded(nasaScore(forecasts) / cutsEach),
    rmseTrueRulUpTo50: rounded(rmse(forecasts.filter(({ truth }) => truth <= NEAR_CYCLES))),
    coverage: table((one) => one.coverage),
    coverage90ByThirdOfTrueRul: splitByTruth(clipped).map((third) => rounded(intervalCoverage(third))),
    coverageWhereTruthIsBelowLongest: covers(clipped.filter(({ truth }) => truth < LONGEST_CYCLES)),
    coverageWhereTruthIsLongest: covers(clipped.filter(({ truth }) => truth >= LONGEST_CYCLES)),
    meanWidth: table((one) => one.meanWidth),
    winkler90: rounded(byLevel.find(({ confidence }) => confidence === 0.9)?.winkler ?? Number.NaN),
    alphaLambda: rounded(alphaLambdaAccuracy(alone, ALPHA, 1)),
    perEngine: forecasts.map(({ unit, cycle, truth, rulHours, interval, reason }) => ({
      unit,
      cycle,
      forecast: rounded(rulHours),
      interval: { confidence: interval.confidence, low: rounded(interval.lowHours), high: rounded(interval.highHours) },
      truth,
      reason,
    })),
  };
};

export type Scores = ReturnType<typeof scoreForecasts>;

const rounded = (value: number): number => Number(value.toFixed(4));
