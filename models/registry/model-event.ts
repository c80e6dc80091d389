import Type, { type Static } from "typebox";
import { Compile } from "typebox/schema";
import { HeldOutEvaluation } from "./held-out-evaluation.ts";
import { Verdict } from "./verdict.ts";

export const MODEL_EVENT_TAG = "twinloom/model-event@1";

export const MODEL_STATES = ["candidate", "shadow", "champion", "retired"] as const;
export type ModelState = (typeof MODEL_STATES)[number];

/** `install` is what Twinloom itself does with the models that come with it. */
export const MODEL_ACTIONS = ["register", "install", "shadow", "promote", "rollback", "retire"] as const;
export type ModelAction = (typeof MODEL_ACTIONS)[number];

/**
 * One change of state of one model: a line of the audit trail. The states themselves are computed from these lines alone
 * (`registryOf`), so a state without its line can't be.
 */
export const ModelEvent = Type.Object({
  schema: Type.Literal(MODEL_EVENT_TAG),
  /** Unique; never written twice. */
  id: Type.String({ minLength: 1 }),
  time: Type.Number({ description: "when it was decided, epoch milliseconds of the clock on the wall" }),
  assetType: Type.String({ minLength: 1 }),
  component: Type.String({ minLength: 1 }),
  hash: Type.String({ pattern: "^[0-9a-f]{64}$", description: "SHA-256 of the model's file: its version" }),
  action: Type.Enum([...MODEL_ACTIONS]),
  from: Type.Enum([...MODEL_STATES, "none"]),
  to: Type.Enum([...MODEL_STATES]),
  /** Hash of the champion that it took the place of. */
  displaced: Type.Optional(Type.String()),
  by: Type.String({ minLength: 1 }),
  reason: Type.String({ minLength: 1 }),
  /** With `register` and `install`. */
  name: Type.Optional(Type.String()),
  failureMode: Type.Optional(Type.String()),
  evaluation: Type.Optional(HeldOutEvaluation),
  /** With `promote`: what the gate saw. */
  verdict: Type.Optional(Verdict),
});
export type ModelEvent = Static<typeof ModelEvent>;

const validator = Compile(ModelEvent);
export const isModelEvent = (value: unknown): value is ModelEvent => validator.Check(value);

/** What models compete for: one champion each. */
export const subjectOf = ({ assetType, component }: Pick<ModelEvent, "assetType" | "component">): string =>
  `${assetType}/${component}`;
