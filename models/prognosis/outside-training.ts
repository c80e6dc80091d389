import type { ModelFeature } from "./model-card.ts";

/** Share of the range seen in training by which a value may leave it before it counts. */
const MARGIN = 0.1;

/** Names of the inputs that are outside of what the model was trained on: there it repeats its outermost forecast. */
export const outsideTraining = (vector: ArrayLike<number>, features: readonly ModelFeature[]): string[] =>
  features
    .filter(({ min, max }, i) => {
      const value = vector[i] ?? Number.NaN;
      const margin = MARGIN * (max - min);
      return value < min - margin || value > max + margin;
    })
    .map(({ name }) => name);
