import Type, { type Static } from "typebox";
import { Lineage } from "../telemetry/lineage.ts";

export const SETPOINT_TAG = "twinloom/setpoint@1";

/** `advise` only shows, `approve` waits for an operator, `automatic` writes by itself within its limits. */
export const SETPOINT_MODES = ["advise", "approve", "automatic"] as const;

const Value = Type.Union([Type.Number(), Type.Null()], { description: "null: given back to the plant's own control" });

/** What a value and its changes are held to, in the set-point's unit. */
export const SetpointLimits = Type.Object({
  min: Type.Number(),
  max: Type.Number(),
  ratePerHour: Type.Number({ description: "largest change within any hour" }),
  minStep: Type.Number({ description: "a smaller change is none" }),
  dwellHours: Type.Number({ description: "least time between two changes" }),
  changesPerDay: Type.Integer({ description: "in any 24 hours" }),
});
export type SetpointLimits = Static<typeof SetpointLimits>;

/** One line of a set-point's life: who did what, when (data time) and why. */
export const SetpointEvent = Type.Object({
  time: Type.Number(),
  by: Type.String(),
  action: Type.Enum(["proposed", "withdrawn", "expired", "rejected", "approved", "written", "replaced", "released"]),
  text: Type.String(),
  /** What the plant was told with it; absent where it was told nothing. */
  value: Type.Optional(Value),
  /** What held until then. */
  previous: Type.Optional(Value),
});
export type SetpointEvent = Static<typeof SetpointEvent>;

/** The simulated scenario that a set-point rests on. */
export const SetpointBasis = Type.Object({
  scenario: Type.String(),
  scenarioTime: Type.Number({ description: "data time of the comparison, epoch milliseconds" }),
  horizonHours: Type.Number(),
  objective: Type.String(),
  gain: Type.Number({ description: "mean gain against as it is, in gainUnit" }),
  gainUnit: Type.String(),
  outputLossPercent: Type.Number({ description: "at the worse end of its interval, since the baseline" }),
});
export type SetpointBasis = Static<typeof SetpointBasis>;

/**
 * A bounded set-point of one parameter of one machine. Under way: `proposed`, then `approved`. Ended: `withdrawn` (a newer one was
 * proposed), `expired` (nobody answered in time), `rejected`, `replaced` (a newer one was approved), `released`.
 */
export const Setpoint = Type.Object({
  schema: Type.Literal(SETPOINT_TAG),
  id: Type.String({ description: "SP-asset-parameter-sequence, readable" }),
  asset: Type.String({ minLength: 1 }),
  parameter: Type.String({ minLength: 1 }),
  unit: Type.String({ description: "UCUM code" }),
  /** What is to be written; of a proposal, what would be aimed at. */
  value: Value,
  target: Type.Number({ description: "where it goes, step by step; within the limits" }),
  previous: Value,
  status: Type.Enum(["proposed", "approved", "withdrawn", "expired", "rejected", "replaced", "released"]),
  mode: Type.Enum([...SETPOINT_MODES]),
  limits: SetpointLimits,
  reason: Type.String(),
  /** Every limit that has changed what was asked for, in words. */
  notes: Type.Array(Type.String()),
  time: Type.Number({ description: "data time of this message, epoch milliseconds" }),
  /** Of a proposal: when it lapses unanswered. Of a value: until when the plant shall follow it without hearing it again. */
  expiresAt: Type.Optional(Type.Number()),
  /** Until when the approval holds. */
  validUntil: Type.Optional(Type.Number()),
  approvedBy: Type.Optional(Type.String()),
  approvedAt: Type.Optional(Type.Number()),
  basis: Type.Optional(SetpointBasis),
  history: Type.Array(SetpointEvent),
  lineage: Type.Optional(Lineage),
});
export type Setpoint = Static<typeof Setpoint>;
