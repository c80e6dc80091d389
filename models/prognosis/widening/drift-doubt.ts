import type { DriftedInput } from "../drift/judge-drift.ts";
import type { Doubt } from "./doubt.ts";

/** From here on a population stability index is a significant shift by convention: what it is beyond its limit is counted in it. */
const SIGNIFICANT = 0.25;

/**
 * Inputs that no longer fit each other as in training cast doubt on all of them: it is not known which one is wrong. 1 − exp(−x)
 * is lost, x being how far the farthest is beyond its limit, in significant shifts.
 *
 * @param inputs width of the vector
 */
export const driftDoubt = (drifted: readonly DriftedInput[], inputs: number, words: string): Doubt | undefined => {
  const farthest = Math.max(0, ...drifted.map(({ psi, limit }) => psi - limit));
  if (drifted.length === 0) return undefined;
  return { words, lost: new Float64Array(inputs).fill(-Math.expm1(-farthest / SIGNIFICANT)) };
};
