import type { Calibration } from "../../models/prognosis/calibration.ts";
import { conformalDistribution } from "../../models/prognosis/conformal-distribution.ts";
import { intervalAt } from "../../models/prognosis/interval-at.ts";
import type { MetricsBand, ModelMetrics } from "../../models/prognosis/model-card.ts";
import type { RulDistribution } from "../../models/prognosis/rul-distribution.ts";
import type { LoadedModel } from "../../nodes/kit/model-runner.ts";
import { forecastsOf } from "./calibrate-model.ts";
import type { Row } from "./feature-table.ts";

const NOMINAL = [0.5, 0.7, 0.8, 0.9, 0.95, 0.98];
const BANDS: readonly (readonly [from: number, to: number | null])[] = [
  [0, 48],
  [48, 168],
  [168, 504],
  [504, null],
];

const PROTOCOL =
  "Machines that neither training nor calibration saw; moments drawn evenly over each life after 24 h of history, the " +
  "same number of each machine; pooled over all of them. Within one machine the moments are not independent.";

interface Scored {
  readonly truth: number;
  readonly given: RulDistribution;
}

/** What the calibrated model is worth on test machines, by the code that the node runs. */
export const evaluateModel = async (
  model: LoadedModel,
  calibration: Calibration,
  lives: readonly (readonly Row[])[],
  levels: readonly number[],
): Promise<ModelMetrics> => {
  const rows = lives.flat();
  const forecasts = await forecastsOf(model, rows, levels);
  const scored: Scored[] = rows.flatMap(({ rulHours }, i) => {
    const own = forecasts[i];
    return own ? [{ truth: rulHours, given: conformalDistribution(own, calibration) }] : [];
  });
  return {
    protocol: PROTOCOL,
    testLives: lives.length,
    testRows: scored.length,
    coverage: NOMINAL.map((nominal) => ({
      nominal,
      measured: rounded(coverage(scored, nominal), 4),
      meanWidthHours: rounded(average(scored.map(({ given }) => width(given, nominal))), 1),
    })),
    medianAbsoluteErrorHours: rounded(medianError(scored), 1),
    byForecast: byBand(scored, ({ given }) => given.quantileHours(0.5)),
    byRemainingLife: byBand(scored, ({ truth }) => truth),
  };
};

const byBand = (scored: readonly Scored[], hoursOf: (one: Scored) => number): MetricsBand[] =>
  BANDS.flatMap(([fromHours, toHours]) => {
    const band = scored.filter((one) => hoursOf(one) >= fromHours && (toHours === null || hoursOf(one) < toHours));
    if (band.length === 0) return [];
    const coverage90 = rounded(coverage(band, 0.9), 4);
    return [
      { fromHours, toHours, rows: band.length, coverage90, medianAbsoluteErrorHours: rounded(medianError(band), 1) },
    ];
  });

const coverage = (scored: readonly Scored[], confidence: number): number =>
  average(
    scored.map(({ truth, given }) => {
      const { lowHours, highHours } = intervalAt(given, confidence);
      return truth >= lowHours && truth <= highHours ? 1 : 0;
    }),
  );

const width = (given: RulDistribution, confidence: number): number => {
  const { lowHours, highHours } = intervalAt(given, confidence);
  return highHours - lowHours;
};

const medianError = (scored: readonly Scored[]): number => {
  const errors = scored.map(({ truth, given }) => Math.abs(given.quantileHours(0.5) - truth)).sort((a, b) => a - b);
  return errors[Math.floor(errors.length / 2)] ?? Number.NaN;
};

const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));
