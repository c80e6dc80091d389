import { mean } from "../../signal/mean.ts";
import type { ScoredForecast } from "./scored-forecast.ts";

/**
 * Interval (Winkler) score in hours, lower is better: the mean over the forecasts of (high - low) + 2/α (low - truth if
 * the truth is below) + 2/α (truth - high if it is above), α = 1 - confidence. Proper: the true quantiles score best in
 * the long run, so it can't be improved by intervals that are too wide or too narrow. NaN for no forecasts.
 *
 * Source: Gneiting & Raftery, Strictly proper scoring rules, J. Am. Stat. Assoc. 102:359, 2007, equation 43.
 *
 * @param forecasts with the confidence of each interval, 0 < confidence < 1; compare at the same confidence only
 */
export const winklerScore = (forecasts: readonly Pick<ScoredForecast, "interval" | "truth">[]): number =>
  mean(forecasts.map(cost));

const cost = ({ interval, truth }: Pick<ScoredForecast, "interval" | "truth">): number => {
  const { confidence, lowHours, highHours } = interval;
  const missedBy = Math.max(0, lowHours - truth, truth - highHours);
  return highHours - lowHours + (2 / (1 - confidence)) * missedBy;
};
