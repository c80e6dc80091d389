import { byTime } from "./by-time.ts";
import type { Inside } from "./inside.ts";
import { insideAlphaCone } from "./inside-alpha-cone.ts";
import type { ScoredForecast } from "./scored-forecast.ts";

const HOUR_MS = 3_600_000;

/**
 * α-λ performance of one life, yes or no: is the forecast at t = first + λ (end of life - first) in the α cone, `first`
 * being the time of the first forecast. The forecast at t is the last one made by then, held against the truth of when
 * it was made. Undefined for no forecasts.
 *
 * Source: Saxena et al., Metrics for offline evaluation of prognostic performance, Int. J. PHM 1(1), 2010
 *
 * @param life forecasts of one component until it failed, with raw truths (clipped ones have no end of life)
 * @param alpha share of the true remaining life, 0 to 1
 * @param lambda 0 (the first forecast) to 1 (the end of life)
 * @param inside what counts: the median (the default), or `massInside(beta)`
 */
export const alphaLambda = <T extends Pick<ScoredForecast, "time" | "rulHours" | "truth">>(
  life: readonly T[],
  alpha: number,
  lambda: number,
  inside?: Inside<T>,
): boolean | undefined => {
  const made = byTime(life);
  const first = made[0];
  const last = made.at(-1);
  if (!first || !last) return undefined;
  const endMs = last.time + last.truth * HOUR_MS;
  const wantedMs = first.time + lambda * (endMs - first.time);
  const then = made.findLast(({ time }) => time <= wantedMs) ?? first;
  return insideAlphaCone(then, alpha, inside);
};
