import { rms } from "../../signal/rms.ts";
import { forecastError } from "./forecast-error.ts";
import type { ScoredForecast } from "./scored-forecast.ts";

/**
 * Root mean square error in hours, sqrt(mean((forecast - truth)²)), against the labels as given: raw ones, or those of
 * `clipTruth`. NaN for no forecasts.
 */
export const rmse = (forecasts: readonly Pick<ScoredForecast, "rulHours" | "truth">[]): number =>
  rms(forecasts.map(forecastError));
