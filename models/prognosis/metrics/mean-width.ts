import { mean } from "../../signal/mean.ts";
import type { ScoredForecast } from "./scored-forecast.ts";

/**
 * Mean width of the intervals in hours, mean(high - low): of two models with the same coverage the narrower says more
 * (sharpness: Gneiting, Balabdaoui & Raftery, J. R. Stat. Soc. B 69:243, 2007). NaN for no forecasts.
 */
export const meanWidth = (forecasts: readonly Pick<ScoredForecast, "interval">[]): number =>
  mean(forecasts.map(({ interval }) => interval.highHours - interval.lowHours));
