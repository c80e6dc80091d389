import { mean } from "../../signal/mean.ts";
import type { ScoredForecast } from "./scored-forecast.ts";

/** Percent of the true life, too late and too early, at which a forecast is worth half a point. */
const LATE_HALF_PERCENT = 5;
const EARLY_HALF_PERCENT = 20;

/**
 * Score of the IEEE PHM 2012 challenge (the FEMTO bearings), 0 to 1, 1 at best: the mean over the forecasts of A, where
 * Er = 100 (truth - forecast) / truth is the error in percent and A = exp(-ln(0.5) Er/5) if Er ≤ 0 (late), else
 * exp(ln(0.5) Er/20) (early). At a truth of 0 only the exact forecast is worth anything, which is the limit. NaN for
 * no forecasts.
 *
 * Source: Nectoux et al., PRONOSTIA: an experimental platform for bearings accelerated degradation tests, IEEE PHM 2012,
 * and the challenge's own details, where it is taken over 11 bearings.
 */
export const phm2012Score = (forecasts: readonly Pick<ScoredForecast, "rulHours" | "truth">[]): number =>
  mean(forecasts.map(worth));

const worth = ({ rulHours, truth }: Pick<ScoredForecast, "rulHours" | "truth">): number => {
  if (rulHours === truth) return 1;
  const percent = (100 * (truth - rulHours)) / truth;
  return 0.5 ** (percent <= 0 ? -percent / LATE_HALF_PERCENT : percent / EARLY_HALF_PERCENT);
};
