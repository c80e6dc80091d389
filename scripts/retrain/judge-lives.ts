import { intervalAt } from "../../models/prognosis/interval-at.ts";
import { intervalCoverage } from "../../models/prognosis/metrics/interval-coverage.ts";
import { winklerScore } from "../../models/prognosis/metrics/winkler-score.ts";
import type { ModelScores } from "../../models/registry/held-out-evaluation.ts";
import { mean } from "../../models/signal/mean.ts";
import type { Judged } from "../training/metrics-of.ts";

/** Of the intervals that candidate and champion are compared by. */
export const CONFIDENCE = 0.9;

/** Means over lives, each of which counts once. */
export const judgeLives = (lives: readonly (readonly Judged[])[]): ModelScores => {
  const scored = lives.map((life) =>
    life.map(({ truth, distribution }) => ({
      truth,
      error: Math.abs(distribution.quantileHours(0.5) - truth),
      interval: intervalAt(distribution, CONFIDENCE),
    })),
  );
  return {
    maeHours: rounded(mean(scored.map((life) => mean(life.map(({ error }) => error))))),
    winklerHours: rounded(mean(scored.map(winklerScore))),
    coverage: rounded(mean(scored.map(intervalCoverage))),
  };
};

/** Each of two groups of lives counts as much as the other, whatever their numbers. */
export const meanScores = (one: ModelScores, other: ModelScores): ModelScores => ({
  maeHours: rounded((one.maeHours + other.maeHours) / 2),
  winklerHours: rounded((one.winklerHours + other.winklerHours) / 2),
  coverage: rounded((one.coverage + other.coverage) / 2),
});

const rounded = (value: number): number => Number(value.toFixed(4));
