import { mean } from "../signal/mean.ts";
import { type CoverageDrift, coverageDrift } from "./coverage-drift.ts";
import type { LifeMetrics, LifeScore } from "./life-score.ts";

/** What became of one model's forecasts over several lives: counts, and means over the lives that ended in a failure. */
export interface Tally {
  readonly model: LifeScore["model"];
  readonly lives: number;
  readonly failures: number;
  /** Failures that no WARNING or CRITICAL went before. */
  readonly missed: number;
  /** CRITICAL, and found sound. */
  readonly falseAlarms: number;
  /** Renewed before the failure: no truth to be scored by. */
  readonly takenOut: number;
  /** How often the intervals held what happened, over time; absent where no life ended in a failure. */
  readonly coverage?: CoverageDrift;
  /** Absent where no life ended in a failure. Each life counts once. */
  readonly means?: {
    readonly maeHours: number;
    readonly winklerHours: number;
    readonly coverage90: number;
    readonly prognosticHorizonHours: number;
    readonly alphaShare: number;
  };
}

/** One tally a model, in the order in which the models first occur. */
export const tally = (scores: readonly LifeScore[]): Tally[] => {
  const byModel = new Map<string, LifeScore[]>();
  for (const score of scores) byModel.set(score.model.hash, [...(byModel.get(score.model.hash) ?? []), score]);
  return Array.from(byModel.values(), tallyOf);
};

const tallyOf = (scores: readonly LifeScore[]): Tally => {
  const coverage = coverageDrift(scores);
  const metrics = scores.flatMap((score) => score.metrics ?? []);
  const count = (outcome: LifeScore["outcome"]): number => scores.filter((score) => score.outcome === outcome).length;
  const over = (read: (one: LifeMetrics) => number): number => mean(metrics.map(read));
  return {
    model: scores[0]?.model ?? { name: "", hash: "" },
    lives: scores.length,
    failures: metrics.length,
    missed: count("missed"),
    falseAlarms: count("false-alarm"),
    takenOut: count("taken-out"),
    ...(coverage ? { coverage } : {}),
    ...(metrics.length === 0
      ? {}
      : {
          means: {
            maeHours: over((one) => one.maeHours),
            winklerHours: over((one) => one.winklerHours),
            coverage90: over((one) => one.coverage["90"]),
            prognosticHorizonHours: over((one) => one.prognosticHorizonHours),
            alphaShare: over((one) => one.alphaShare),
          },
        }),
  };
};
