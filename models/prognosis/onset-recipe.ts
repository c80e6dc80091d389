import Type, { type Static } from "typebox";

const Hours = Type.Number({ minimum: 0 });

/** How the onset of damage is told from what is usual for the machine. Times in hours of the data. */
export const OnsetSettings = Type.Object(
  {
    /** New parts settle: nothing before this counts. */
    runInHours: Hours,
    /** From the end of the run-in until here the machine shows what is usual for it. */
    baselineHours: Hours,
    /** Time constant of the exponentially weighted mean. */
    smoothingHours: Type.Number({ exclusiveMinimum: 0 }),
    /** Standard deviations above the baseline's mean at which damage has set in. */
    limit: Type.Number({ exclusiveMinimum: 0 }),
    /** A baseline may not be narrower: standard deviation of ln(value), so about a share of the value. */
    leastSpread: Type.Number({ exclusiveMinimum: 0 }),
  },
  { additionalProperties: false },
);
export type OnsetSettings = Static<typeof OnsetSettings>;

/** All that is needed to compute the features of `ONSET_FEATURE_SET`, and to read the model's answer: data of its card. */
export const OnsetRecipe = Type.Object(
  {
    /** Waveform feature that is watched, and the channels in which it is. */
    watched: Type.String({ minLength: 1 }),
    channels: Type.Array(Type.String({ minLength: 1 }), { minItems: 1 }),
    settings: OnsetSettings,
    /** How far off the share of life left is forecast: root mean square over lives not seen, before and after an onset. */
    spread: Type.Object(
      { before: Type.Number({ exclusiveMinimum: 0 }), after: Type.Number({ exclusiveMinimum: 0 }) },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);
export type OnsetRecipe = Static<typeof OnsetRecipe>;
