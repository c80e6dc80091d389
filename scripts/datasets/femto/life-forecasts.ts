import { conformalDistribution } from "../../../models/prognosis/conformal-distribution.ts";
import type { QuantileFunction } from "../../../models/prognosis/quantile-function.ts";
import type { RulDistribution } from "../../../models/prognosis/rul-distribution.ts";
import { shareInHours, shareOfLife } from "../../../models/prognosis/share-of-life.ts";
import type { Judged } from "../../training/metrics-of.ts";
import type { BearingLife, Moment } from "./bearing-life.ts";
import { type ShareCalibration, spreadAt } from "./calibrate-lives.ts";
import type { Unseen } from "./forecast-unseen.ts";

/** One forecast of the share of life that is left ("hours" are shares here), beside the truth. */
export interface ShareForecast {
  readonly moment: Moment;
  readonly truth: number;
  readonly own: QuantileFunction;
  readonly distribution: RulDistribution;
}

/** All forecasts of one bearing that neither the model nor the calibration had seen. */
export interface LifeForecasts extends ShareCalibration {
  readonly life: BearingLife;
  readonly forecasts: readonly ShareForecast[];
}

export const lifeForecasts = ({ life, shares }: Unseen, given: ShareCalibration): LifeForecasts => ({
  ...given,
  life,
  forecasts: life.moments.map((moment, i) => {
    const own = shareOfLife(shares[i] ?? Number.NaN, spreadAt(given.spread, moment));
    return { moment, truth: moment.shareLeft, own, distribution: conformalDistribution(own, given.calibration) };
  }),
});

/**
 * The same in hours.
 *
 * @param fromHours age (above 0) at which the bearing's own level is known: a share of almost no age says nothing
 * @param longestHours no more is forecast, and a truth that is longer counts as this
 */
export const inHours = (
  { life, forecasts, calibration }: LifeForecasts,
  fromHours: number,
  longestHours: number,
): Judged[] =>
  forecasts
    .filter(({ moment }) => moment.hours >= fromHours)
    .map(({ moment, own }) => ({
      truth: Math.min(longestHours, life.lifeHours - moment.hours),
      distribution: conformalDistribution(shareInHours(own, moment.hours, longestHours), calibration),
    }));
