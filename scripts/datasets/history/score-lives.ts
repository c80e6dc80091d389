import { intervalAt } from "../../../models/prognosis/interval-at.ts";
import { alphaLambdaAccuracy } from "../../../models/prognosis/metrics/alpha-lambda-accuracy.ts";
import { clipTruth } from "../../../models/prognosis/metrics/clip-truth.ts";
import { intervalScores } from "../../../models/prognosis/metrics/interval-scores.ts";
import { nasaScore } from "../../../models/prognosis/metrics/nasa-score.ts";
import { rmse } from "../../../models/prognosis/metrics/rmse.ts";
import { mean } from "../../../models/signal/mean.ts";
import type { FieldLife } from "../../retrain/field-life.ts";
import type { Judged } from "../../training/metrics-of.ts";

const NOMINAL = [0.5, 0.8, 0.9, 0.95];
const NEAR_HOURS = 50;
const ALPHA = 0.2;
const LAMBDA = 0.5;
/** The NASA score counts cycles: an engine of C-MAPSS lives about 200. */
const CYCLES_OF_A_LIFE = 200;
const HOUR_MS = 3_600_000;

export interface JudgedLife {
  readonly life: FieldLife["life"];
  /** In the order of their times. */
  readonly judged: readonly Judged[];
}

/**
 * The scores of forecasts of some lives, in hours, by the names that any data set's are told by. `Clipped` is against truths held
 * at the longest life that the model tells apart; coverage, widths and Winkler score are too.
 *
 * @param longestHours Infinity where there is no such end
 */
export const scoreLives = (lives: readonly JudgedLife[], longestHours = Number.POSITIVE_INFINITY) => {
  const forecasts = lives.map(({ life, judged }) =>
    judged.map(({ truth, distribution }) => ({
      life: life.order,
      asset: life.asset,
      time: life.endMs - truth * HOUR_MS,
      truth,
      distribution,
      rulHours: distribution.quantileHours(0.5),
      interval: intervalAt(distribution, 0.9),
    })),
  );
  const all = forecasts.flat();
  const clipped = clipTruth(all, longestHours);
  const byLevel = intervalScores(clipped, NOMINAL);
  const table = (of: (one: (typeof byLevel)[number]) => number) =>
    Object.fromEntries(byLevel.map((one) => [String(Math.round(100 * one.confidence)), rounded(of(one))]));
  const hoursPerCycle = mean(lives.map(({ judged }) => judged[0]?.truth ?? Number.NaN)) / CYCLES_OF_A_LIFE;
  return {
    lives: lives.length,
    forecasts: all.length,
    rmseClipped: rounded(rmse(clipped)),
    rmseRaw: rounded(rmse(all)),
    nasaScoreClipped: rounded(nasaScore(clipped, hoursPerCycle)),
    nasaScoreRaw: rounded(nasaScore(all, hoursPerCycle)),
    rmseTrueRulUpTo50: rounded(rmse(all.filter(({ truth }) => truth <= NEAR_HOURS))),
    coverage: table((one) => one.coverage),
    meanWidth: table((one) => one.meanWidth),
    winkler90: rounded(byLevel.find(({ confidence }) => confidence === 0.9)?.winkler ?? Number.NaN),
    alphaLambda: rounded(alphaLambdaAccuracy(forecasts, ALPHA, LAMBDA)),
    perEngine: all.map(({ life, asset, time, rulHours, interval, truth }) => ({
      unit: life,
      asset,
      time: new Date(time).toISOString(),
      forecast: rounded(rulHours),
      interval: { confidence: interval.confidence, low: rounded(interval.lowHours), high: rounded(interval.highHours) },
      truth: rounded(truth),
    })),
  };
};

export type LifeScores = ReturnType<typeof scoreLives>;

const rounded = (value: number): number => Number(value.toFixed(4));
