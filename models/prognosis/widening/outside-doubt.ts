import type { ModelFeature } from "../model-card.ts";
import { distanceOutside } from "../outside-training.ts";
import type { Doubt } from "./doubt.ts";

const loss = (distance: number): number => (distance > 0 ? -Math.expm1(-distance) : 0);

/**
 * Inputs that are outside of what the model was trained on: 1 − exp(−d) of what one tells is lost, d being how far it is off in
 * tenths of the range that training saw. An operating condition that training never saw casts doubt on all the inputs.
 *
 * @param conditions names of the operating quantities (`speed`)
 */
export const outsideDoubt = (
  vector: ArrayLike<number>,
  features: readonly ModelFeature[],
  conditions: readonly string[],
  words: string,
): Doubt => {
  const distances = features.map((feature, i) => distanceOutside(vector[i] ?? Number.NaN, feature));
  const levels = new Set(conditions.flatMap((name) => [`${name}.mean/current`, `${name}.mean/smoothed`]));
  const throughout = Math.max(0, ...distances.filter((_, i) => levels.has(features[i]?.name ?? "")).map(loss));
  return { words, lost: Float64Array.from(distances, (distance) => Math.max(throughout, loss(distance))) };
};
