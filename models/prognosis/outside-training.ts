import type { ModelFeature } from "./model-card.ts";

type Range = Pick<ModelFeature, "min" | "max">;

/** Share of the range seen in training by which a value may leave it before it counts. */
const MARGIN = 0.1;
/** A card keeps six digits: a feature that never moved is not outside of itself by rounding. */
const ROUNDING = 1e-5;

/**
 * How far a value is outside of what a feature was in training, as a share of the distance at which it counts: 0 inside, 1
 * where a tenth of the range is passed, more beyond. NaN for a value that is none.
 */
export const distanceOutside = (value: number, { min, max }: Range): number => {
  const outside = Math.max(min - value, value - max, 0);
  const rounding = ROUNDING * Math.max(Math.abs(min), Math.abs(max));
  return outside <= rounding ? 0 : outside / (MARGIN * (max - min) + rounding);
};

/** Names of the inputs that are outside of what the model was trained on: there it repeats its outermost forecast. */
export const outsideTraining = (vector: ArrayLike<number>, features: readonly ModelFeature[]): string[] =>
  features.filter((feature, i) => distanceOutside(vector[i] ?? Number.NaN, feature) > 1).map(({ name }) => name);
