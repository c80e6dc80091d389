import Type, { type Static } from "typebox";

export const SETPOINT_REVIEW_TAG = "twinloom/setpoint-review@1";

export const CandidateReview = Type.Object({
  name: Type.String(),
  value: Type.Optional(Type.Number({ description: "in the set-point's unit" })),
  gain: Type.Optional(Type.Number()),
  gainUnit: Type.Optional(Type.String()),
  outputLossPercent: Type.Optional(Type.Number()),
  admissible: Type.Boolean(),
  reason: Type.String(),
});
export type CandidateReview = Static<typeof CandidateReview>;

/** What a guard thinks of each scenario of a comparison, and what it has made of it. */
export const SetpointReview = Type.Object({
  schema: Type.Literal(SETPOINT_REVIEW_TAG),
  asset: Type.String({ minLength: 1 }),
  parameter: Type.String(),
  unit: Type.String(),
  time: Type.Number({ description: "data time of the comparison" }),
  objective: Type.String(),
  candidates: Type.Array(CandidateReview),
  /** Name of the scenario that is proposed. */
  chosen: Type.Optional(Type.String()),
  outcome: Type.String({ description: "what came of it, in words" }),
});
export type SetpointReview = Static<typeof SetpointReview>;
