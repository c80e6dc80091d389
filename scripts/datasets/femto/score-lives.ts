import { intervalAt } from "../../../models/prognosis/interval-at.ts";
import { intervalCoverage } from "../../../models/prognosis/metrics/interval-coverage.ts";
import { intervalScores } from "../../../models/prognosis/metrics/interval-scores.ts";
import { meanWidth } from "../../../models/prognosis/metrics/mean-width.ts";
import { rmse } from "../../../models/prognosis/metrics/rmse.ts";
import { channelsWithOnset } from "../../../models/prognosis/onset-features.ts";
import { evenly } from "./evenly.ts";
import type { LifeForecasts, ShareForecast } from "./life-forecasts.ts";

const NOMINAL = [0.5, 0.8, 0.9, 0.95];
/** Moments of each life that are judged: evenly over its time, so that a denser part does not weigh more. */
const JUDGED = 400;
/** Moments of each life that are shown. */
const SHOWN = 21;
const CONSTANT_GUESS = 0.5;

const MEASURE =
  "Remaining life as a share of the bearing's whole life, 1 when new and 0 at its end. Root mean square error over " +
  `${JUDGED} moments, evenly over each life from its first snapshot to its last, and the mean of these over the bearings. ` +
  "Coverage and widths are pooled over the same moments of all bearings.";

/** Scores of forecasts of the share of life left, of bearings that neither the model nor its calibration had seen. */
export const scoreLives = (lives: readonly LifeForecasts[]) => {
  const judged = lives.map(({ life, forecasts }) => pick(life, forecasts, JUDGED));
  const all = judged.flat();
  const byLevel = intervalScores(all, NOMINAL);
  const table = (of: (one: (typeof byLevel)[number]) => number) =>
    Object.fromEntries(byLevel.map((one) => [String(Math.round(100 * one.confidence)), rounded(of(one))]));
  const perBearing = lives.map(({ life, forecasts }, i) => scoreOne(life, forecasts, judged[i] ?? []));
  return {
    measure: MEASURE,
    bearings: lives.length,
    normalisedRmse: mean(perBearing.map((one) => one.normalisedRmse)),
    normalisedRmseOfConstantGuess: mean(perBearing.map((one) => one.normalisedRmseOfConstantGuess)),
    onsetsSeen: perBearing.filter(({ firstOnset }) => firstOnset !== null).length,
    coverage: table((one) => one.coverage),
    meanWidth: table((one) => one.meanWidth),
    meanWidth90BeforeOnset: rounded(width90(all.filter((one) => !afterOnset(one)))),
    meanWidth90AfterOnset: rounded(width90(all.filter(afterOnset))),
    winkler90: rounded(byLevel.find(({ confidence }) => confidence === 0.9)?.winkler ?? Number.NaN),
    perBearing,
  };
};

export type FemtoScores = ReturnType<typeof scoreLives>;

const scoreOne = (
  life: LifeForecasts["life"],
  forecasts: readonly ShareForecast[],
  judged: readonly (ShareForecast & { readonly rulHours: number })[],
) => {
  const { name, lifeHours, channels, onsetHours, moments } = life;
  const seen = onsetHours.filter((hours) => hours !== null);
  const first = seen.length > 0 ? Math.min(...seen) : null;
  return {
    bearing: name,
    lifeHours: rounded(lifeHours),
    snapshots: moments.length,
    normalisedRmse: rounded(rmse(judged)),
    normalisedRmseOfConstantGuess: rounded(rmse(judged.map(({ truth }) => ({ truth, rulHours: CONSTANT_GUESS })))),
    coverage90: rounded(intervalCoverage(judged.map(with90))),
    firstOnset: first === null ? null : { hours: rounded(first), shareOfLife: rounded(first / lifeHours) },
    minutesFromOnsetToEnd: first === null ? null : rounded(60 * (lifeHours - first)),
    onsetHours: Object.fromEntries(channels.map((channel, i) => [channel, roundedOrNull(onsetHours[i])])),
    shown: pick(life, forecasts, SHOWN).map((one) => {
      const { lowHours, highHours } = intervalAt(one.distribution, 0.9);
      const interval = { confidence: 0.9, low: rounded(lowHours), high: rounded(highHours) };
      return { hours: rounded(one.moment.hours), forecast: rounded(one.rulHours), interval, truth: rounded(one.truth) };
    }),
  };
};

/** The forecasts at moments evenly over the life, with their median. */
const pick = (life: LifeForecasts["life"], forecasts: readonly ShareForecast[], count: number) => {
  const at = new Map(forecasts.map((forecast) => [forecast.moment, forecast]));
  return evenly(life, count)
    .map((moment) => at.get(moment))
    .filter((forecast) => forecast !== undefined)
    .map((forecast) => ({ ...forecast, rulHours: forecast.distribution.quantileHours(0.5) }));
};

const afterOnset = ({ moment }: ShareForecast): boolean => channelsWithOnset(moment.vector) > 0;

const with90 = (one: ShareForecast) => ({ ...one, interval: intervalAt(one.distribution, 0.9) });

const width90 = (forecasts: readonly ShareForecast[]): number => meanWidth(forecasts.map(with90));

const mean = (values: readonly number[]): number =>
  rounded(values.reduce((sum, value) => sum + value, 0) / values.length);

const rounded = (value: number): number => Number(value.toFixed(4));

const roundedOrNull = (value: number | null | undefined): number | null =>
  value === null || value === undefined ? null : rounded(value);
