import type { ScoredForecast } from "./scored-forecast.ts";

/** Forecast minus truth in hours: positive is late, the failure comes before the forecast says so. */
export const forecastError = ({ rulHours, truth }: Pick<ScoredForecast, "rulHours" | "truth">): number =>
  rulHours - truth;
