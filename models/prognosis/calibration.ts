import Type, { type Static } from "typebox";

/** Scores are kept within ± this: beyond it a normal probability is 0 in double precision. */
export const WIDEST_SCORE = 8;

/**
 * What a model's own quantiles were worth on lives it was not trained on. `scores` are the standard normal scores at
 * which the true remaining lives stood in the model's forecasts, ascending: `rowsPerLife` moments of each of `lives`
 * machines. Moments of one machine are not exchangeable with each other, machines are: hence both counts.
 *
 * With `forecasts` a score counts for forecasts like its own: `forecasts` are the medians that the model itself gave, in
 * hours, ascending, each beside its score; of a new forecast the `share` of all scores whose forecasts are nearest is taken
 * (localized conformal prediction: Guan, Biometrika 110:33, 2023, with a window of ranks as the localizer).
 *
 * With `coveringConfidences` an interval of a confidence is read at that which this share of forecasts needed to hold the truth,
 * on lives that neither they nor their scores had seen: where many truths lie at the longest life that is told apart, an
 * interval that reaches it holds them all, and would be too wide for what it says.
 */
export const Calibration = Type.Object(
  {
    lives: Type.Integer({ minimum: 2 }),
    rowsPerLife: Type.Integer({ minimum: 1 }),
    scores: Type.Array(Type.Number({ minimum: -WIDEST_SCORE, maximum: WIDEST_SCORE }), { minItems: 10 }),
    forecasts: Type.Optional(Type.Array(Type.Number({ minimum: 0 }))),
    share: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 1 })),
    /** See `confidencesOf`; at even shares from 0 to 1, ascending. */
    coveringConfidences: Type.Optional(Type.Array(Type.Number({ minimum: 0, maximum: 1 }), { minItems: 2 })),
  },
  { additionalProperties: false },
);
export type Calibration = Static<typeof Calibration>;
