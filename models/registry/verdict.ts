import Type, { type Static } from "typebox";

/** What the gate found: a model beside the champion on lives that neither was trained on. */
export const Verdict = Type.Object({
  passed: Type.Boolean(),
  /** Why not, or on what; in words. */
  reason: Type.String(),
  confirmedLives: Type.Integer({ description: "failures in life that both forecast" }),
  heldOutLives: Type.Integer({ description: "lives of the evaluation it was registered with" }),
  winklerGainPercent: Type.Optional(Type.Number({ description: "how much lower its Winkler score is" })),
  maeGainPercent: Type.Optional(Type.Number()),
  coverage: Type.Optional(Type.Number()),
  nominalCoverage: Type.Optional(Type.Number()),
});
export type Verdict = Static<typeof Verdict>;
