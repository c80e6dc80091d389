import type { ModelFeature } from "./model-card.ts";
import { distanceOutside } from "./outside-training.ts";

/**
 * How far a learned model may be trusted to know an input, 0 to 1: 1 while every feature is inside the range it had in
 * training, falling evenly to 0 where the worst of them is so far outside that `outsideTraining` names it.
 *
 * @param values by feature name; a feature that is missing or no number is unknown: 0
 * @param widening by what the model's interval was stretched for other doubts: what is twice as wide counts a quarter
 */
export const familiarity = (
  values: Readonly<Record<string, number>>,
  features: readonly Pick<ModelFeature, "name" | "min" | "max">[],
  widening = 1,
): number => {
  let farthest = 0;
  for (const feature of features) {
    const distance = distanceOutside(values[feature.name] ?? Number.NaN, feature);
    if (!(distance < 1)) return 0;
    farthest = Math.max(farthest, distance);
  }
  return (1 - farthest) / widening ** 2;
};
