import Type, { type Static } from "typebox";

/** Below all that training saw, its lowest tenth, its middle, its highest tenth, above all that it saw. */
export const DRIFT_BINS = 5;

/** How one base feature followed from the others in training, and how far lives like these go from it. */
export const DriftInput = Type.Object(
  {
    name: Type.String({ description: "base feature" }),
    mean: Type.Number(),
    sd: Type.Number({ exclusiveMinimum: 0, description: "standard deviation over the hours of the training lives" }),
    /** By which each standardised base feature counts for this one, in their order; 0 for those of its own channel. */
    weights: Type.Array(Type.Number()),
    /** Smallest, first and ninth decile and largest of what is left in training, rising. */
    edges: Type.Array(Type.Number(), { minItems: DRIFT_BINS - 1, maxItems: DRIFT_BINS - 1 }),
    /** Outward population stability index (`outwardStability`) up to which a machine is like those of the training. */
    limit: Type.Number({ exclusiveMinimum: 0 }),
  },
  { additionalProperties: false },
);
export type DriftInput = Static<typeof DriftInput>;

/**
 * What the inputs of a model were in training, to hold one machine's weeks against. A machine sees only a slice of what all
 * machines together saw: its own marginal distribution always differs from theirs, and tells nothing. What a feature is
 * beyond what the other channels let expect is the same on every sound installation; its distribution is compared.
 */
export const DriftProfile = Type.Object(
  {
    method: Type.Literal("twinloom/conditional-psi@1"),
    /** Constant features have no entry. */
    inputs: Type.Array(DriftInput),
    /** Lives that the limits are of, and the share of them that was to stay below every limit from begin to end. */
    lives: Type.Integer({ minimum: 1 }),
    withinShare: Type.Number(),
    /** Share of the test lives, which had no part in the limits, that stayed below. */
    testedShare: Type.Number(),
  },
  { additionalProperties: false },
);
export type DriftProfile = Static<typeof DriftProfile>;
