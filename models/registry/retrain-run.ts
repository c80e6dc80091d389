import Type, { type Static } from "typebox";
import { Compile } from "typebox/schema";

export const RETRAIN_RUN_TAG = "twinloom/retrain-run@1";

/** The last retraining of one component's model. */
export const RetrainRun = Type.Object({
  schema: Type.Literal(RETRAIN_RUN_TAG),
  subject: Type.String({ description: "assetType/component" }),
  state: Type.Enum(["running", "candidate", "waiting", "failed"]),
  /** Epoch milliseconds of the clock on the wall. */
  time: Type.Number(),
  /** When a candidate was last made; absent if never. */
  candidateMs: Type.Optional(Type.Number()),
  hash: Type.Optional(Type.String({ description: "of that candidate" })),
  /** Why there is none, with its code; else empty. */
  reason: Type.String(),
});
export type RetrainRun = Static<typeof RetrainRun>;

const validator = Compile(RetrainRun);
export const isRetrainRun = (value: unknown): value is RetrainRun => validator.Check(value);
