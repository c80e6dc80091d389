import { mean } from "../../signal/mean.ts";
import { alphaLambda } from "./alpha-lambda.ts";
import type { Inside } from "./inside.ts";
import type { ScoredForecast } from "./scored-forecast.ts";

/**
 * α-λ accuracy of a model: the share of lives, 0 to 1, whose forecast at λ is in the α cone (see `alphaLambda`). Of
 * engines with one forecast each, as in the C-MAPSS protocol, any λ gives the share of forecasts in the cone. Lives
 * without a forecast are left out; NaN if none remains.
 *
 * Source: Saxena et al., Metrics for offline evaluation of prognostic performance, Int. J. PHM 1(1), 2010
 *
 * @param alpha share of the true remaining life, 0 to 1
 * @param lambda 0 (the first forecast) to 1 (the end of life)
 * @param inside what counts: the median (the default), or `massInside(beta)`
 */
export const alphaLambdaAccuracy = <T extends Pick<ScoredForecast, "time" | "rulHours" | "truth">>(
  lives: readonly (readonly T[])[],
  alpha: number,
  lambda: number,
  inside?: Inside<T>,
): number => {
  const met = lives.map((life) => alphaLambda(life, alpha, lambda, inside)).filter((yes) => yes !== undefined);
  return mean(met.map(Number));
};
