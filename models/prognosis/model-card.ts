import Type, { type Static } from "typebox";
import { Calibration } from "./calibration.ts";
import { CycleRecipe } from "./cycles/cycle-recipe.ts";
import { DriftProfile } from "./drift/drift-profile.ts";
import { OnsetRecipe } from "./onset-recipe.ts";

export const MODEL_CARD_TAG = "twinloom/model-card@1";

const Sha256 = Type.String({ pattern: "^[0-9a-f]{64}$" });

/** One input of the model, with what it was seen to be while the model was trained. */
export const ModelFeature = Type.Object(
  {
    name: Type.String({ description: "base feature/history kind, or operatingHours" }),
    unit: Type.String({ description: "UCUM code" }),
    min: Type.Number(),
    median: Type.Number(),
    max: Type.Number(),
    mean: Type.Number(),
    sd: Type.Number({ minimum: 0, description: "standard deviation" }),
  },
  { additionalProperties: false },
);
export type ModelFeature = Static<typeof ModelFeature>;

/** One forecast of the test beside what was true, for the card's pictures. In the card's unit. */
export const ShownForecast = Type.Object(
  { truth: Type.Number(), median: Type.Number(), low: Type.Number(), high: Type.Number() },
  { additionalProperties: false },
);
export type ShownForecast = Static<typeof ShownForecast>;

/** An operating quantity, and what training saw of it. */
export const OperatingRange = Type.Object(
  { name: Type.String(), unit: Type.String({ description: "UCUM code" }), min: Type.Number(), max: Type.Number() },
  { additionalProperties: false },
);
export type OperatingRange = Static<typeof OperatingRange>;

/** How often the truth was inside the interval, on machines that neither training nor calibration saw. */
export const Coverage = Type.Object(
  {
    nominal: Type.Number(),
    measured: Type.Number(),
    meanWidthHours: Type.Number(),
  },
  { additionalProperties: false },
);
export type Coverage = Static<typeof Coverage>;

/** Moments whose forecast median, or true remaining life, lies in [fromHours, toHours). */
export const MetricsBand = Type.Object(
  {
    fromHours: Type.Number(),
    toHours: Type.Union([Type.Number(), Type.Null()]),
    rows: Type.Integer(),
    coverage90: Type.Number(),
    medianAbsoluteErrorHours: Type.Number(),
  },
  { additionalProperties: false },
);
export type MetricsBand = Static<typeof MetricsBand>;

export const ModelMetrics = Type.Object(
  {
    protocol: Type.String(),
    testLives: Type.Integer(),
    testRows: Type.Integer(),
    coverage: Type.Array(Coverage),
    medianAbsoluteErrorHours: Type.Number(),
    /** The same by the forecast median: what a forecast is worth that says so. */
    byForecast: Type.Array(MetricsBand),
    /** The same by how far the failure truly was: what one is told before it comes. */
    byRemainingLife: Type.Array(MetricsBand),
    /** Other scores of the same forecasts by name, such as rmseClipped. */
    scores: Type.Optional(Type.Record(Type.String(), Type.Number())),
    /** Some of the forecasts, with their 90 % interval. */
    forecasts: Type.Optional(Type.Array(ShownForecast)),
  },
  { additionalProperties: false },
);
export type ModelMetrics = Static<typeof ModelMetrics>;

/**
 * Everything one must know to use a trained model, and to refuse it: `card.json` beside `model.onnx`.
 *
 * `unit` is that of every remaining life in it. Fields are named for hours; where a machine counts cycles, one cycle stands
 * for one hour.
 */
export const ModelCard = Type.Object(
  {
    schema: Type.Literal(MODEL_CARD_TAG),
    name: Type.String({ minLength: 1 }),
    assetType: Type.String({ minLength: 1 }),
    component: Type.String({ minLength: 1 }),
    failureMode: Type.String({ minLength: 1 }),
    forecasts: Type.String({ description: "what the output is, in words" }),
    unit: Type.Enum(["h", "{cycle}"]),
    /** Longest remaining life that training told apart: a forecast of as much means "this or more". Absent: no such end. */
    longestHours: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
    /** Levels of the quantiles that the model gives; 0.5 alone: it gives one number, and calibration spreads it. */
    quantileLevels: Type.Array(Type.Number({ exclusiveMinimum: 0, exclusiveMaximum: 1 }), { minItems: 1 }),
    featureSet: Type.String({ description: "name of the code that computes the features, with its version" }),
    /** Features of the window that the history is made of, in the order of the vector, with their units. */
    baseFeatures: Type.Array(
      Type.Object(
        { name: Type.String(), unit: Type.String(), source: Type.Enum(["measured", "excess"]) },
        { additionalProperties: false },
      ),
      { minItems: 1 },
    ),
    /** What the physics gave for a machine as new at the nominal load: excess features rest on it. */
    physics: Type.Record(Type.String(), Type.Number()),
    features: Type.Array(ModelFeature, { minItems: 1 }),
    stepHours: Type.Number({ exclusiveMinimum: 0 }),
    /** How the features of a machine that works in cycles are computed: of `twinloom/cycle-features@1` only. */
    cycles: Type.Optional(CycleRecipe),
    /** How the features of `twinloom/onset-features@1` are computed. Its model gives the share of life left, at the level 0.5. */
    onset: Type.Optional(OnsetRecipe),
    /** Operating conditions that training saw. */
    operatingConditions: Type.Array(OperatingRange),
    calibration: Calibration,
    /** What the inputs were in training, to tell when a machine's are others. */
    drift: Type.Optional(DriftProfile),
    metrics: ModelMetrics,
    training: Type.Object(
      {
        data: Type.String(),
        lives: Type.Integer(),
        rows: Type.Integer(),
        seed: Type.Integer(),
        dataHash: Sha256,
        /** One for each life, where it can be told whether a life was trained on. */
        lifeHashes: Type.Optional(Type.Array(Sha256)),
        codeVersion: Type.String(),
        algorithm: Type.String(),
        /** Work orders of the confirmed failures that it was trained on, beside the rest of its lives. */
        confirmed: Type.Optional(Type.Array(Type.String())),
      },
      { additionalProperties: false },
    ),
    limits: Type.Array(Type.String()),
    model: Type.Object(
      { file: Type.String(), sha256: Sha256, bytes: Type.Integer(), opset: Type.Record(Type.String(), Type.Integer()) },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);
export type ModelCard = Static<typeof ModelCard>;
