import { alphaLambda } from "../prognosis/metrics/alpha-lambda.ts";
import { cumulativeRelativeAccuracy } from "../prognosis/metrics/cumulative-relative-accuracy.ts";
import { forecastError } from "../prognosis/metrics/forecast-error.ts";
import { insideAlphaCone } from "../prognosis/metrics/inside-alpha-cone.ts";
import { intervalCoverage } from "../prognosis/metrics/interval-coverage.ts";
import { meanWidth } from "../prognosis/metrics/mean-width.ts";
import { nasaScore } from "../prognosis/metrics/nasa-score.ts";
import { prognosticHorizon } from "../prognosis/metrics/prognostic-horizon.ts";
import { rmse } from "../prognosis/metrics/rmse.ts";
import { winklerScore } from "../prognosis/metrics/winkler-score.ts";
import { mean } from "../signal/mean.ts";
import type { KeptForecast } from "./kept-forecast.ts";
import type { LifeMetrics } from "./life-score.ts";

/** Half the width of the α cone, as a share of the truth; 20 % is what Saxena et al. (2010) use. */
const ALPHA = 0.2;
/** Halfway from the first forecast to the failure. */
const LAMBDA = 0.5;
/** The NASA score counts cycles: an engine of C-MAPSS lives about 200. */
const CYCLES_OF_A_LIFE = 200;
const HOUR_MS = 3_600_000;

/**
 * Scores of the forecasts of a component that failed.
 *
 * @param forecasts one or more, in the order of their times, all before the failure
 * @param endMs data time of the failure
 */
export const lifeMetrics = (forecasts: readonly KeptForecast[], endMs: number): LifeMetrics => {
  const cut = (level: keyof KeptForecast["central"]) =>
    forecasts.map(({ time, rulHours, central }) => ({
      time,
      rulHours,
      truth: (endMs - time) / HOUR_MS,
      interval: { confidence: Number(level) / 100, ...central[level] },
    }));
  const scored = cut("90");
  const lifeHours = scored[0]?.truth ?? Number.NaN;
  const accuracy = cumulativeRelativeAccuracy(scored);
  const nasa = nasaScore(scored, lifeHours / CYCLES_OF_A_LIFE);
  return {
    maeHours: mean(scored.map((one) => Math.abs(forecastError(one)))),
    rmseHours: rmse(scored),
    winklerHours: winklerScore(scored),
    meanWidthHours: meanWidth(scored),
    coverage: { "50": intervalCoverage(cut("50")), "80": intervalCoverage(cut("80")), "90": intervalCoverage(scored) },
    alphaShare: mean(scored.map((one) => Number(insideAlphaCone(one, ALPHA)))),
    alphaLambda: alphaLambda(scored, ALPHA, LAMBDA) ?? false,
    prognosticHorizonHours: prognosticHorizon(scored, ALPHA * lifeHours),
    ...(Number.isFinite(accuracy) ? { cumulativeRelativeAccuracy: accuracy } : {}),
    ...(Number.isFinite(nasa) ? { nasaScore: nasa } : {}),
  };
};
