import { intervalAt } from "../../models/prognosis/interval-at.ts";
import { intervalScores } from "../../models/prognosis/metrics/interval-scores.ts";
import type { MetricsBand, ModelMetrics, ShownForecast } from "../../models/prognosis/model-card.ts";
import type { RulDistribution } from "../../models/prognosis/rul-distribution.ts";

/** One forecast of a life that its model and its calibration did not see, and the truth, in hours or cycles. */
export interface Judged {
  readonly truth: number;
  readonly distribution: RulDistribution;
}

export const NOMINAL = [0.5, 0.7, 0.8, 0.9, 0.95, 0.98];

/** Forecasts that the card shows at most. */
const SHOWN = 150;

/**
 * What forecasts were worth, for the card.
 *
 * @param edges of the bands of remaining life, rising, from 0; the last band has no end
 * @param digits after the point that hours (cycles) are given with
 */
export const metricsOf = (
  judged: readonly Judged[],
  protocol: string,
  testLives: number,
  edges: readonly number[],
  digits = 1,
): ModelMetrics => ({
  protocol,
  testLives,
  testRows: judged.length,
  coverage: intervalScores(judged, NOMINAL).map(({ confidence, coverage, meanWidth }) => ({
    nominal: confidence,
    measured: rounded(coverage, 4),
    meanWidthHours: rounded(meanWidth, digits),
  })),
  medianAbsoluteErrorHours: rounded(medianError(judged), digits),
  byForecast: byBand(judged, edges, digits, ({ distribution }) => distribution.quantileHours(0.5)),
  byRemainingLife: byBand(judged, edges, digits, ({ truth }) => truth),
  forecasts: shown(judged, digits),
});

const byBand = (
  judged: readonly Judged[],
  edges: readonly number[],
  digits: number,
  hoursOf: (one: Judged) => number,
): MetricsBand[] =>
  edges.flatMap((fromHours, i) => {
    const toHours = edges[i + 1] ?? null;
    const band = judged.filter((one) => hoursOf(one) >= fromHours && (toHours === null || hoursOf(one) < toHours));
    if (band.length === 0) return [];
    const coverage90 = rounded(intervalScores(band, [0.9])[0]?.coverage ?? Number.NaN, 4);
    const medianAbsoluteErrorHours = rounded(medianError(band), digits);
    return [{ fromHours, toHours, rows: band.length, coverage90, medianAbsoluteErrorHours }];
  });

const shown = (judged: readonly Judged[], digits: number): ShownForecast[] => {
  const step = Math.max(1, judged.length / SHOWN);
  return Array.from({ length: Math.min(SHOWN, judged.length) }, (_, i) => judged[Math.floor(i * step)])
    .filter((one) => one !== undefined)
    .map(({ truth, distribution }) => {
      const { lowHours, highHours } = intervalAt(distribution, 0.9);
      const [median, low, high] = [distribution.quantileHours(0.5), lowHours, highHours].map((one) =>
        rounded(one, digits),
      );
      return { truth: rounded(truth, digits), median: median ?? 0, low: low ?? 0, high: high ?? 0 };
    });
};

const medianError = (judged: readonly Judged[]): number => {
  const errors = judged
    .map(({ truth, distribution }) => Math.abs(distribution.quantileHours(0.5) - truth))
    .sort((a, b) => a - b);
  return errors[Math.floor(errors.length / 2)] ?? Number.NaN;
};

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));
