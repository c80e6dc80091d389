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
const closed = { additionalProperties: false };

/**
 * One thing that is computed from the history of every factor. `halfLife`: cycles after which a sample weighs half;
 * `cycles`: how many of the first ones are "as it began"; `ridge`: cycles² of doubt that hold a slope back early.
 */
export const CycleKind = Type.Union([
  Type.Object({ kind: Type.Literal("mean"), halfLife: CycleCount }, closed),
  Type.Object({ kind: Type.Literal("average") }, closed),
  Type.Object({ kind: Type.Literal("level"), halfLife: CycleCount, ridge: Type.Number() }, closed),
  Type.Object({ kind: Type.Literal("slope"), halfLife: CycleCount, ridge: Type.Number() }, closed),
  Type.Object({ kind: Type.Literal("drift"), halfLife: CycleCount, cycles: CycleCount }, closed),
]);
export type CycleKind = Static<typeof CycleKind>;

const Numbers = Type.Array(Type.Number());
const Matrix = Type.Array(Numbers);

/**
 * One operating condition: where its settings lie, what each channel was there over all training machines, and how the
 * factors are read from the channels there.
 */
export const Regime = Type.Object(
  {
    /** In the order of the settings, in their units. */
    settings: Numbers,
    /** Share of the training cycles, 0 to 1. */
    share: Type.Number(),
    /** In the order of the channels, in their units. A spread of 0: the channel is constant there and carries nothing. */
    mean: Numbers,
    spread: Type.Array(Type.Number({ minimum: 0 })),
    /** Factors = gain (normalised channels - offset); one row a factor. */
    offset: Numbers,
    gain: Matrix,
  },
  closed,
);
export type Regime = Static<typeof Regime>;

/**
 * Health indices: linear functions of the factors' features, of products of two and of three of them, each standardised and
 * held within ± `clip`. One row of weights an index, its constant first.
 */
export const HealthIndices = Type.Object(
  {
    /** Products of two are taken of these of every factor and of ln(cycles). */
    pairs: Type.Array(CycleKind),
    /** Products of three are taken of this of every factor. */
    triples: CycleKind,
    mean: Numbers,
    spread: Numbers,
    clip: Type.Number({ exclusiveMinimum: 0 }),
    weights: Matrix,
  },
  closed,
);
export type HealthIndices = Static<typeof HealthIndices>;

/** All that is needed to compute the features of a machine that works in cycles: data of its model's card. */
export const CycleRecipe = Type.Object(
  {
    settings: Type.Array(Setting),
    channels: Type.Array(Quantity, { minItems: 1 }),
    regimes: Type.Array(Regime, { minItems: 1 }),
    /** Scaled distance from the nearest regime beyond which a cycle is outside of what the model knows. */
    reach: Type.Number({ exclusiveMinimum: 0 }),
    /** Cycles of history that the calibration begins with. */
    fewestCycles: Type.Integer({ minimum: 1 }),
    /** Normalised values are held within ± this. */
    clip: Type.Number({ exclusiveMinimum: 0 }),
    factors: Type.Integer({ minimum: 1 }),
    kinds: Type.Array(CycleKind, { minItems: 1 }),
    indices: HealthIndices,
  },
  closed,
);
export type CycleRecipe = Static<typeof CycleRecipe>;
