import { byTime } from "./by-time.ts";
import { type Inside, pointInside } from "./inside.ts";
import type { ScoredForecast } from "./scored-forecast.ts";

/**
 * Prognostic horizon of one life in hours: how long before the failure the forecasts became right and stayed so, that
 * is the truth at the first forecast from which on every one is within ± `toleranceHours`. A forecast that crosses the
 * truth by chance and leaves it again does not count. 0 if the last one is still wrong; NaN for no forecasts.
 *
 * Source: Saxena et al., Metrics for offline evaluation of prognostic performance, Int. J. PHM 1(1), 2010,
 * which takes the first touch; here it must persist, as an operator who acts on it needs.
 *
 * @param life forecasts of one component until it failed, with raw truths
 * @param toleranceHours half the width of the band; the paper's α times the whole life
 * @param inside what counts: the median (the default), or `massInside(beta)`
 */
export const prognosticHorizon = <T extends Pick<ScoredForecast, "time" | "rulHours" | "truth">>(
  life: readonly T[],
  toleranceHours: number,
  inside: Inside<T> = pointInside,
): number => {
  if (life.length === 0) return Number.NaN;
  const made = byTime(life);
  const lastWrong = made.findLastIndex(
    (forecast) => !inside(forecast, forecast.truth - toleranceHours, forecast.truth + toleranceHours),
  );
  return made[lastWrong + 1]?.truth ?? 0;
};
