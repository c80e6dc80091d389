import { mean } from "../../signal/mean.ts";
import type { ScoredForecast } from "./scored-forecast.ts";

/**
 * Share of forecasts, 0 to 1, whose interval holds the truth, ends included. An honest 90 % interval has 0.9 (the
 * prediction interval coverage probability, PICP: Khosravi et al., IEEE Trans. Neural Networks 22:337, 2011). NaN for
 * no forecasts.
 */
export const intervalCoverage = (forecasts: readonly Pick<ScoredForecast, "interval" | "truth">[]): number =>
  mean(forecasts.map(({ interval, truth }) => (interval.lowHours <= truth && truth <= interval.highHours ? 1 : 0)));
