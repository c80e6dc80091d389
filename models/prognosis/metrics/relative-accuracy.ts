import { forecastError } from "./forecast-error.ts";
import type { ScoredForecast } from "./scored-forecast.ts";

/**
 * Relative accuracy of one forecast, without unit: 1 - |truth - forecast| / truth, both remaining lives and not times of
 * the event, which would make every forecast look good late in life. 1 at best, below 0 if it is off by more than all
 * that is left. NaN at a truth of 0, where nothing is left to be relative to.
 *
 * Source: Saxena et al., Metrics for offline evaluation of prognostic performance, Int. J. PHM 1(1), 2010
 */
export const relativeAccuracy = (forecast: Pick<ScoredForecast, "rulHours" | "truth">): number =>
  forecast.truth > 0 ? 1 - Math.abs(forecastError(forecast)) / forecast.truth : Number.NaN;
