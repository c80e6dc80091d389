import { mean } from "../../signal/mean.ts";
import { relativeAccuracy } from "./relative-accuracy.ts";
import type { ScoredForecast } from "./scored-forecast.ts";

/**
 * Mean relative accuracy of the forecasts of one life, each with the same weight, without unit; 1 at best. Those at a
 * truth of 0 are left out; NaN if none remains.
 *
 * Source: Saxena et al., Metrics for offline evaluation of prognostic performance, Int. J. PHM 1(1), 2010
 * (CRA with weights 1).
 */
export const cumulativeRelativeAccuracy = (
  forecasts: readonly Pick<ScoredForecast, "rulHours" | "truth">[],
): number => {
  return mean(forecasts.map(relativeAccuracy).filter((accuracy) => !Number.isNaN(accuracy)));
};
