import { TwinError } from "../errors/twin-error.ts";
import type { Calibration } from "./calibration.ts";
import { confidenceFor } from "./confidence-for.ts";
import { prognosisErrors } from "./errors.ts";
import { nearestScores } from "./nearest-scores.ts";
import { normalCdf } from "./normal-cdf.ts";
import { normalQuantile } from "./normal-quantile.ts";
import type { QuantileFunction } from "./quantile-function.ts";
import type { RulDistribution } from "./rul-distribution.ts";

/**
 * The distribution of remaining life after calibration by machine: the level p is read at the score that a share p of
 * the calibration scores did not exceed, so "90 %" holds on new machines whatever the model's own quantiles are worth.
 *
 * Distributional conformal prediction (Chernozhukov, Wüthrich & Zhu, PNAS 118:e2107794118, 2021) with the machines as
 * groups (Lee, Barber & Willett, arXiv:2306.06342): K calibration machines carry levels from 1/(K+1) to K/(K+1). The
 * sorted scores are spread evenly between these, with straight lines between neighbours. Beyond them the outermost score
 * goes on as a normal tail, which nothing guarantees: `widestConfidence` is 1 - 2/(K+1).
 *
 * A calibration by forecast (see `Calibration`) is made by cross-validation, whose models know less than the one in use and
 * are more often wrong: its n nearest scores are spread from 1/(n+1) to n/(n+1), without the margin for K.
 *
 * @param longestHours longest remaining life that training told apart: no quantile is longer
 * @throws TwinError TWIN-PROGNOSIS-003 if the number of scores is not lives × rows per life
 */
export const conformalDistribution = (
  own: QuantileFunction,
  calibration: Calibration,
  longestHours = Number.POSITIVE_INFINITY,
): RulDistribution => {
  const { lives, rowsPerLife, coveringConfidences: needed } = calibration;
  const all = calibration.scores.length;
  const misfit = all !== lives * rowsPerLife || all !== (calibration.forecasts?.length ?? all);
  if (misfit || all < 2) throw new TwinError(prognosisErrors.tooFewScores, { scores: all, lives });
  const scores = nearestScores(calibration, own.hoursAt(0));
  const n = scores.length;
  const outer = 1 / ((calibration.forecasts ? n : lives) + 1);
  const score = (i: number): number => scores[i] ?? Number.NaN;
  const lowTail = normalCdf(score(0));
  const highTail = normalCdf(-score(n - 1));

  const scoreAt = (p: number): number => {
    if (p < outer) return normalQuantile((p / outer) * lowTail);
    if (p > 1 - outer) return -normalQuantile(((1 - p) / outer) * highTail);
    const position = ((p - outer) / (1 - 2 * outer)) * (n - 1);
    const i = Math.min(n - 2, Math.floor(position));
    return score(i) + (score(i + 1) - score(i)) * (position - i);
  };

  const levelOf = (z: number): number => {
    if (z < score(0)) return (outer * normalCdf(z)) / lowTail;
    if (z > score(n - 1)) return 1 - (outer * normalCdf(-z)) / highTail;
    const i = Math.min(n - 2, lastNotAbove(scores, z));
    const gap = score(i + 1) - score(i);
    const position = i + (gap > 0 ? Math.min(1, (z - score(i)) / gap) : 1);
    return outer + (position / (n - 1)) * (1 - 2 * outer);
  };

  return {
    quantileHours: (p) => Math.min(longestHours, own.hoursAt(scoreAt(p))),
    probabilityWithin: (hours) => (hours <= 0 ? 0 : levelOf(own.scoreOf(hours))),
    widestConfidence: 1 - 2 / (lives + 1),
    confidenceFor: needed && ((confidence) => confidenceFor(needed, confidence)),
    horizonHours: longestHours,
  };
};

/** Index of the last value that is not above `wanted`, in a sorted list whose first is not above it. */
const lastNotAbove = (sorted: readonly number[], wanted: number): number => {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((sorted[middle] ?? Number.NaN) <= wanted) low = middle;
    else high = middle - 1;
  }
  return low;
};
