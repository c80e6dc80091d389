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
  const levels = new Set(conditions.flatMap((name) => [`${name}.mean/current`, `${name}.mean/smoothed`]));
  const lost = new Float64Array(features.length);
  let throughout = 0;
  for (const [i, feature] of features.entries()) {
    const own = loss(distanceOutside(vector[i] ?? Number.NaN, feature));
    lost[i] = own;
    if (own > throughout && levels.has(feature.name)) throughout = own;
  }
  return { words, lost: throughout > 0 ? lost.map((own) => Math.max(throughout, own)) : lost };
};
