import type { LifeScore } from "./life-score.ts";

/** Lives that the newest coverage is of at most: a change shows in them that all lives together would hide. */
export const NEWEST_LIVES = 20;
/** Nominal level of the interval that is watched. */
const NOMINAL = 0.9;
/** A coverage this improbable under the nominal one is told. */
const SIGNIFICANCE = 0.05;

/** Coverage of matured forecasts against nominal, in the order in which the lives ended. */
export interface CoverageDrift {
  readonly nominal: number;
  /** Lives that ended in a failure: only of them there is a truth. */
  readonly lives: number;
  /** Mean over the newest lives of the share of forecasts whose interval held the truth. Each life counts once. */
  readonly coverage: number;
  /** Probability of so low a coverage if the intervals held what they say, at most. */
  readonly pValue: number;
  /** True if that is improbable: the machines are no longer those that the model was calibrated on. */
  readonly drifted: boolean;
  /** Coverage of the lives up to each end, over the newest of them. */
  readonly course: readonly { readonly endMs: number; readonly coverage: number; readonly pValue: number }[];
}

/**
 * Holds the coverage of one model's matured forecasts against what its intervals say. Forecasts of one life stand or fall together:
 * the life is what counts, with the share of its forecasts that held, which lies between 0 and 1 and whose mean is the nominal
 * coverage. For such numbers, however they are distributed, n of them have a mean of at most c with probability at most
 * exp(-n KL(c ‖ nominal)): Hoeffding, Journal of the American Statistical Association 58:13 (1963), theorem 1. For lives that
 * are held wholly or not at all that is the Chernoff bound on the binomial test.
 *
 * @param scores of one model, in any order
 * @returns undefined where no life has ended in a failure
 */
export const coverageDrift = (scores: readonly LifeScore[]): CoverageDrift | undefined => {
  const ended = scores
    .flatMap(({ endMs, metrics }) => (metrics ? [{ endMs, held: metrics.coverage["90"] }] : []))
    .sort((a, b) => a.endMs - b.endMs);
  const course = ended.map(({ endMs }, i) => {
    const newest = ended.slice(Math.max(0, i + 1 - NEWEST_LIVES), i + 1);
    const coverage = newest.reduce((sum, { held }) => sum + held, 0) / newest.length;
    return { endMs, coverage, pValue: lowCoverage(coverage, newest.length, NOMINAL) };
  });
  const last = course.at(-1);
  if (!last) return undefined;
  const { coverage, pValue } = last;
  return { nominal: NOMINAL, lives: ended.length, coverage, pValue, drifted: pValue < SIGNIFICANCE, course };
};

/** Highest probability that the mean of `n` independent shares with the mean `nominal` is `coverage` or less. */
export const lowCoverage = (coverage: number, n: number, nominal: number): number => {
  if (coverage >= nominal) return 1;
  const part = (share: number, of: number): number => (share > 0 ? share * Math.log(share / of) : 0);
  return Math.exp(-n * (part(coverage, nominal) + part(1 - coverage, 1 - nominal)));
};
