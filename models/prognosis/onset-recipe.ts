import Type, { type Static } from "typebox";

const Positive = Type.Number({ exclusiveMinimum: 0 });

/** When a channel counts as having left what is usual for its own machine: see `models/twin/baseline-chart.ts`. */
export const OnsetRule = Type.Object(
  {
    settleHours: Type.Number({ minimum: 0 }),
    learnHours: Positive,
    changePercent: Positive,
    holdHours: Positive,
  },
  { additionalProperties: false },
);
export type OnsetRule = Static<typeof OnsetRule>;

/** Operating hours after which a machine's own level is known, and with it what a forecast rests on. */
export const learnedHours = ({ settleHours, learnHours }: OnsetRule): number => settleHours + learnHours;

/** All that is needed to compute the features of `ONSET_FEATURE_SET`, and to read the model's answer: data of its card. */
export const OnsetRecipe = Type.Object(
  {
    /** Feature of the waveform that is watched, and the channels in which it is. */
    watched: Type.String({ minLength: 1 }),
    channels: Type.Array(Type.String({ minLength: 1 }), { minItems: 1 }),
    rule: OnsetRule,
    /** How far off the share of life left is forecast: root mean square over lives not seen, before and after an onset. */
    spread: Type.Object({ before: Positive, after: Positive }, { additionalProperties: false }),
  },
  { additionalProperties: false },
);
export type OnsetRecipe = Static<typeof OnsetRecipe>;
