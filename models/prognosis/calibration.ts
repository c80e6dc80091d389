import Type, { type Static } from "typebox";

/** Scores are kept within ± this: beyond it a normal probability is 0 in double precision. */
export const WIDEST_SCORE = 8;

/**
 * What a model's own quantiles were worth on lives it was not trained on. `scores` are the standard normal scores at
 * which the true remaining lives stood in the model's forecasts, ascending: `rowsPerLife` moments of each of `lives`
 * machines. Moments of one machine are not exchangeable with each other, machines are: hence both counts.
 */
export const Calibration = Type.Object(
  {
    lives: Type.Integer({ minimum: 10 }),
    rowsPerLife: Type.Integer({ minimum: 1 }),
    scores: Type.Array(Type.Number({ minimum: -WIDEST_SCORE, maximum: WIDEST_SCORE }), { minItems: 10 }),
  },
  { additionalProperties: false },
);
export type Calibration = Static<typeof Calibration>;
