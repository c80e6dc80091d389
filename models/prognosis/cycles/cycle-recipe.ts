import Type, { type Static } from "typebox";

/** Name of this set of features and of how they are computed: part of a model's card. Change one, change the other. */
export const CYCLE_FEATURE_SET = "twinloom/cycle-features@1";

/** A measured column: its name, and its unit as a UCUM code. */
export const Quantity = Type.Object(
  { name: Type.String({ minLength: 1 }), unit: Type.String() },
  { additionalProperties: false },
);
export type Quantity = Static<typeof Quantity>;

/** An operating setting and the distance at which two of its values count as one unit apart. */
export const Setting = Type.Object(
  { name: Type.String({ minLength: 1 }), unit: Type.String(), scale: Type.Number({ exclusiveMinimum: 0 }) },
  { additionalProperties: false },
);
export type Setting = Static<typeof Setting>;

const CycleCount = Type.Number({ exclusiveMinimum: 0 });

/**
 * One thing that is computed from the history of every channel. `halfLife`: cycles after which a sample weighs half;
 * `cycles`: how many of the first ones are "as it began"; `ridge`: samples' worth of doubt that holds a slope back early.
 */
export const CycleKind = Type.Union([
  Type.Object({ kind: Type.Literal("now") }, { additionalProperties: false }),
  Type.Object({ kind: Type.Literal("mean"), halfLife: CycleCount }, { additionalProperties: false }),
  Type.Object(
    { kind: Type.Literal("level"), halfLife: CycleCount, ridge: Type.Number() },
    { additionalProperties: false },
  ),
  Type.Object(
    { kind: Type.Literal("slope"), halfLife: CycleCount, ridge: Type.Number() },
    { additionalProperties: false },
  ),
  Type.Object(
    { kind: Type.Literal("drift"), halfLife: CycleCount, cycles: CycleCount },
    { additionalProperties: false },
  ),
  Type.Object({ kind: Type.Literal("first"), cycles: CycleCount }, { additionalProperties: false }),
]);
export type CycleKind = Static<typeof CycleKind>;

/** One operating condition: where its settings lie, and what each channel was there, over all training engines. */
export const Regime = Type.Object(
  {
    /** In the order of the settings, in their units. */
    settings: Type.Array(Type.Number()),
    /** Share of the training cycles, 0 to 1. */
    share: Type.Number(),
    /** In the order of the channels, in their units. A spread of 0: the channel is constant there and carries nothing. */
    mean: Type.Array(Type.Number()),
    spread: Type.Array(Type.Number({ minimum: 0 })),
  },
  { additionalProperties: false },
);
export type Regime = Static<typeof Regime>;

/** All that is needed to compute the features of a machine that works in cycles: data of its model's card. */
export const CycleRecipe = Type.Object(
  {
    settings: Type.Array(Setting),
    channels: Type.Array(Quantity, { minItems: 1 }),
    regimes: Type.Array(Regime, { minItems: 1 }),
    /** Scaled distance from the nearest regime beyond which a cycle is outside of what the model knows. */
    reach: Type.Number({ exclusiveMinimum: 0 }),
    /** Normalised values are held within ± this. */
    clip: Type.Number({ exclusiveMinimum: 0 }),
    kinds: Type.Array(CycleKind, { minItems: 1 }),
  },
  { additionalProperties: false },
);
export type CycleRecipe = Static<typeof CycleRecipe>;
