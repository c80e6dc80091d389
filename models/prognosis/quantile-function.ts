import { TwinError } from "../errors/twin-error.ts";
import { prognosisErrors } from "./errors.ts";
import { normalQuantile } from "./normal-quantile.ts";

/** The predictive distribution that a few forecast quantiles span, on the scale of standard normal scores. */
export interface QuantileFunction {
  /** Remaining life in hours at score `z`; strictly rising until it is clipped at 0. */
  hoursAt(z: number): number;
  /** Score of a remaining life in hours: `hoursAt(scoreOf(h)) = h`. */
  scoreOf(hours: number): number;
}

/** Two quantiles never stand closer than this in ln(1 + hours): keeps the function strictly rising. */
const LEAST_GAP = 1e-3;

/**
 * Joins forecast quantiles by straight lines over (standard normal score of p, ln(1 + hours)) and goes on beyond the
 * outer ones with the slope of the outer segments. Crossing quantiles are sorted first (rearrangement: Chernozhukov,
 * Fernández-Val & Galichon, Econometrica 78:1093, 2010).
 *
 * A single forecast is spread by `POINT_SPREAD`, which says nothing of how sure it is: a calibration has to.
 *
 * @param levels probabilities in rising order
 * @param hours forecast quantile at each level
 * @throws TwinError TWIN-PROGNOSIS-002 for no level or a value that is not finite
 */
export const quantileFunction = (levels: readonly number[], hours: ArrayLike<number>): QuantileFunction => {
  if (levels.length === 1) return pointFunction(hours[0] ?? Number.NaN);
  const z = levels.map(normalQuantile);
  const v = levels.map((_, i) => Math.log1p(Math.max(0, hours[i] ?? Number.NaN))).sort((a, b) => a - b);
  if (z.length === 0) throw new TwinError(prognosisErrors.badQuantiles, { reason: `${z.length} given` });
  if (![...z, ...v].every(Number.isFinite)) {
    throw new TwinError(prognosisErrors.badQuantiles, { reason: "one is not a number" });
  }
  for (let i = 1; i < v.length; i++) v[i] = Math.max(at(v, i), at(v, i - 1) + LEAST_GAP);
  return {
    hoursAt: (score) => Math.max(0, Math.expm1(interpolate(z, v, score))),
    scoreOf: (life) => interpolate(v, z, Math.log1p(Math.max(0, life))),
  };
};

/** One score up or down of a single forecast, in ln(1 + hours): about a quarter. */
const POINT_SPREAD = 0.25;

const pointFunction = (hours: number): QuantileFunction => {
  if (!Number.isFinite(hours)) throw new TwinError(prognosisErrors.badQuantiles, { reason: "one is not a number" });
  const centre = Math.log1p(Math.max(0, hours));
  return {
    hoursAt: (score) => Math.max(0, Math.expm1(centre + POINT_SPREAD * score)),
    scoreOf: (life) => (Math.log1p(Math.max(0, life)) - centre) / POINT_SPREAD,
  };
};

const at = (values: readonly number[], i: number): number => values[i] ?? Number.NaN;

/** Straight lines through (x, y), both strictly rising, and on beyond their ends. */
const interpolate = (x: readonly number[], y: readonly number[], wanted: number): number => {
  let i = 1;
  while (i < x.length - 1 && at(x, i) < wanted) i++;
  const slope = (at(y, i) - at(y, i - 1)) / (at(x, i) - at(x, i - 1));
  return at(y, i - 1) + slope * (wanted - at(x, i - 1));
};
