import { type Inside, pointInside } from "./inside.ts";
import type { ScoredForecast } from "./scored-forecast.ts";

/**
 * Whether a forecast is in the α cone around the truth, (1 - α) truth to (1 + α) truth, which closes towards the end of
 * life: near it a forecast must be good to be right.
 *
 * Source: Saxena et al., Metrics for offline evaluation of prognostic performance, Int. J. PHM 1(1), 2010
 *
 * @param alpha share of the true remaining life, 0 to 1; 0.2 is usual
 * @param inside what counts: its median (the default), or `massInside(beta)`
 */
export const insideAlphaCone = <T extends Pick<ScoredForecast, "rulHours" | "truth">>(
  forecast: T,
  alpha: number,
  inside: Inside<T> = pointInside,
): boolean => inside(forecast, (1 - alpha) * forecast.truth, (1 + alpha) * forecast.truth);
