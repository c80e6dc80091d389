import Type, { type Static } from "typebox";
import { Compile } from "typebox/schema";

export const SHADOW_PLAN_TAG = "twinloom/shadow-plan@1";

/**
 * What runs in shadow beside the live flow, and what comes of it. Before the promotion that is the candidate; after it the flow before,
 * so that the promoted one has something to be held against (`watch`). All spans are of the data's time.
 */
export const ShadowPlan = Type.Object({
  schema: Type.Literal(SHADOW_PLAN_TAG),
  id: Type.String({ pattern: "^[0-9a-z-]+$", description: "names the folder of its run" }),
  phase: Type.Enum(["shadow", "watch", "ended"]),
  /** What runs in shadow, in words. */
  name: Type.String(),
  /** What runs live: id of a revision, and the revision that its messages carry. */
  live: Type.String(),
  by: Type.String(),
  /** Data before it makes up its state and is not compared, epoch milliseconds. */
  startMs: Type.Number(),
  warmUpMs: Type.Number({ minimum: 0 }),
  /** So much younger data waits: the live flow decides first. */
  lagMs: Type.Number({ minimum: 0 }),
  limits: Type.Array(Type.String(), { description: "orders=5%, missed=0" }),
  /** Absent: it is promoted by hand alone. */
  promoteAfterMs: Type.Optional(Type.Number({ minimum: 0 })),
  /** So long the promoted flow is watched. */
  watchMs: Type.Number({ minimum: 0 }),
  /** With `ended`: what came of it. */
  end: Type.Optional(Type.String()),
});
export type ShadowPlan = Static<typeof ShadowPlan>;

const validator = Compile(ShadowPlan);
export const isShadowPlan = (value: unknown): value is ShadowPlan => validator.Check(value);
