import { conformalDistribution } from "../../../models/prognosis/conformal-distribution.ts";
import type { RulDistribution } from "../../../models/prognosis/rul-distribution.ts";
import { shareOfLife } from "../../../models/prognosis/share-of-life.ts";
import type { BearingLife, Moment } from "./bearing-life.ts";
import { type ShareCalibration, spreadAt } from "./calibrate-lives.ts";
import type { Unseen } from "./forecast-unseen.ts";

/** One forecast of the share of life that is left ("hours" are shares here), beside the truth. */
export interface ShareForecast {
  readonly moment: Moment;
  readonly truth: number;
  readonly distribution: RulDistribution;
}

/** All forecasts of one bearing that neither the model nor the calibration had seen. */
export interface LifeForecasts {
  readonly life: BearingLife;
  readonly forecasts: readonly ShareForecast[];
}

export const lifeForecasts = ({ life, shares }: Unseen, { spread, calibration }: ShareCalibration): LifeForecasts => ({
  life,
  forecasts: life.moments.map((moment, i) => ({
    moment,
    truth: moment.shareLeft,
    distribution: conformalDistribution(shareOfLife(shares[i] ?? Number.NaN, spreadAt(spread, moment)), calibration),
  })),
});
