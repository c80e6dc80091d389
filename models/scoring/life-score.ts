import Type, { type Static } from "typebox";
import { Compile } from "typebox/schema";
import { AS_FOUND } from "../maintenance/as-found.ts";

export const LIFE_SCORE_TAG = "twinloom/life-score@1";

/** Scores of some forecasts of one life. Hours; each is defined with its source where it is computed, `prognosis/metrics`. */
export const LifeMetrics = Type.Object({
  maeHours: Type.Number(),
  rmseHours: Type.Number(),
  /** Of the central 90 % interval. */
  winklerHours: Type.Number(),
  meanWidthHours: Type.Number(),
  /** Share of truths inside the central interval, by its nominal level. */
  coverage: Type.Object({ "50": Type.Number(), "80": Type.Number(), "90": Type.Number() }),
  /** Share of forecasts within ±20 % of the truth. */
  alphaShare: Type.Number(),
  /** α-λ: within ±20 % halfway between the first forecast and the failure. */
  alphaLambda: Type.Boolean(),
  /** How long before the failure the forecasts were within ±20 % of the life, and stayed so. */
  prognosticHorizonHours: Type.Number(),
  /** Absent where no forecast has a truth above 0. */
  cumulativeRelativeAccuracy: Type.Optional(Type.Number()),
  /** A 200th of the life is a cycle. Absent if it is beyond all bounds. */
  nasaScore: Type.Optional(Type.Number()),
});
export type LifeMetrics = Static<typeof LifeMetrics>;

/** Two models on the moments that both forecast. */
export const ScorePair = Type.Object({
  with: Type.String({ description: "the other model's hash" }),
  moments: Type.Integer(),
  own: LifeMetrics,
  others: LifeMetrics,
});
export type ScorePair = Static<typeof ScorePair>;

export const OUTCOMES = ["foretold", "missed", "taken-out", "false-alarm", "quiet"] as const;

/** One model on one ended life: what it had said beside what happened. */
export const LifeScore = Type.Object({
  schema: Type.Literal(LIFE_SCORE_TAG),
  order: Type.String(),
  asset: Type.String(),
  assetType: Type.String(),
  component: Type.String(),
  failureMode: Type.String(),
  causeCode: Type.String(),
  asFound: Type.Enum([...AS_FOUND]),
  model: Type.Object({ name: Type.String(), hash: Type.String() }),
  engine: Type.String(),
  /** As what it forecast: it may have been promoted on the way. */
  roles: Type.Array(Type.Enum(["champion", "shadow"])),
  flowRevisions: Type.Array(Type.String()),
  /** Of the first forecast that is scored, and of the failure or renewal; data time. */
  fromMs: Type.Number(),
  endMs: Type.Number(),
  forecasts: Type.Integer(),
  outcome: Type.Enum([...OUTCOMES]),
  /** Hours between its first WARNING or CRITICAL and the end. */
  warnedHours: Type.Optional(Type.Number()),
  /** Where the component failed: only then there is a truth. */
  metrics: Type.Optional(LifeMetrics),
  /** Where it was renewed before it failed: share of forecasts whose 95 % quantile it outlived. */
  outlivedShare: Type.Optional(Type.Number()),
  pairs: Type.Array(ScorePair),
  /** Some of the forecasts, evenly over the life, for a picture. */
  fan: Type.Object({
    times: Type.Array(Type.Number()),
    lowHours: Type.Array(Type.Number()),
    rulHours: Type.Array(Type.Number()),
    highHours: Type.Array(Type.Number()),
  }),
});
export type LifeScore = Static<typeof LifeScore>;

const validator = Compile(LifeScore);
export const isLifeScore = (value: unknown): value is LifeScore => validator.Check(value);
