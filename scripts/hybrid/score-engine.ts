import type { HybridCard } from "../../models/prognosis/hybrid-card.ts";
import { intervalAt } from "../../models/prognosis/interval-at.ts";
import { LEVELS } from "../training/training-plan.ts";
import type { LifeMoments } from "./moment.ts";
import { type Engine, momentDistribution } from "./moment-distribution.ts";
import { pinballLoss } from "./pinball-loss.ts";

const NOMINAL = [0.5, 0.8, 0.9, 0.95] as const;

/** What one engine was worth on unseen machines; hours, means over all moments. */
export interface EngineScore {
  readonly engine: Engine;
  /** Mean error of the median, without sign. */
  readonly meanAbsoluteErrorHours: number;
  /** Mean pinball loss over the levels. */
  readonly pinballHours: number;
  /** The same of ln(1 + hours): an error of a tenth counts alike near the end and far from it. */
  readonly pinballLog: number;
  readonly coverage: readonly { readonly nominal: number; readonly measured: number }[];
  readonly meanWidth90Hours: number;
  /** Mean pinball loss of each machine, in the machines' order. */
  readonly pinballByLife: readonly number[];
}

export const scoreEngine = (lives: readonly LifeMoments[], engine: Engine, card: HybridCard): EngineScore => {
  const scored = lives.map((life) =>
    life.map((moment) => {
      const given = momentDistribution(moment, engine, card);
      const hours = LEVELS.map((level) => given.quantileHours(level));
      const { lowHours, highHours } = intervalAt(given, 0.9);
      return {
        error: Math.abs(given.quantileHours(0.5) - moment.rulHours),
        pinball: pinballLoss(LEVELS, hours, moment.rulHours),
        pinballLog: pinballLoss(LEVELS, hours.map(Math.log1p), Math.log1p(moment.rulHours)),
        held: NOMINAL.map((confidence) => {
          const interval = intervalAt(given, confidence);
          return moment.rulHours >= interval.lowHours && moment.rulHours <= interval.highHours ? 1 : 0;
        }),
        width: highHours - lowHours,
      };
    }),
  );
  const all = scored.flat();
  return {
    engine,
    meanAbsoluteErrorHours: rounded(mean(all.map(({ error }) => error)), 1),
    pinballHours: rounded(mean(all.map(({ pinball }) => pinball)), 2),
    pinballLog: rounded(mean(all.map(({ pinballLog }) => pinballLog)), 4),
    coverage: NOMINAL.map((nominal, i) => ({
      nominal,
      measured: rounded(mean(all.map(({ held }) => held[i] ?? 0)), 3),
    })),
    meanWidth90Hours: rounded(mean(all.map(({ width }) => width)), 0),
    pinballByLife: scored.map((life) => rounded(mean(life.map(({ pinball }) => pinball)), 2)),
  };
};

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));
