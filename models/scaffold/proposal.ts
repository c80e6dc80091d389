import Type, { type Static } from "typebox";

export const PROPOSAL_TAG = "twinloom/scaffold@1";
/** Word in place of an asset type's id: one of its own, made of the rows. */
export const OWN = "own";

const Ends = Type.Object({ min: Type.Optional(Type.Number()), max: Type.Optional(Type.Number()) });

/** What is proposed for one tag. Limits are in `unit`. */
export const ProposedRow = Type.Object({
  /** Place in the list that it was made of; 0: not known. */
  line: Type.Number(),
  /** Whether the twin reads it. */
  use: Type.Boolean(),
  tag: Type.String(),
  /** Name of the channel in lowerCamelCase; empty where it is not used. */
  channel: Type.String(),
  /** UCUM code of what the tag sends; empty: not known. */
  unit: Type.String(),
  label: Type.String(),
  normal: Type.Optional(Ends),
  alarm: Type.Optional(Ends),
  /** Values outside are none that the sensor can have measured. */
  plausible: Type.Optional(Ends),
  /** 0 to 1. */
  confidence: Type.Number(),
  why: Type.String(),
});
export type ProposedRow = Static<typeof ProposedRow>;

/** How well a shipped asset type fits the tags. */
export const TypeFit = Type.Object({
  type: Type.String(),
  /** 0 to 1. */
  score: Type.Number(),
  why: Type.String(),
});
export type TypeFit = Static<typeof TypeFit>;

/** What `scaffold` makes of a tag list, for a person to look through, correct and use. */
export const Proposal = Type.Object({
  schema: Type.Literal(PROPOSAL_TAG),
  asset: Type.String(),
  /** Id of the shipped asset type that the twin is built on, or `own`. */
  type: Type.String(),
  why: Type.String(),
  /** Every shipped type, the best first. */
  fits: Type.Array(TypeFit),
  rows: Type.Array(ProposedRow),
});
export type Proposal = Static<typeof Proposal>;
