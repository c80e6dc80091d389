import type { Random } from "../random/random.ts";

/**
 * Which particle each of `count` equally weighted descendants comes from (Kitagawa 1996, JCGS 5:1, systematic
 * resampling): the number of copies of a particle differs from `count` × its weight by less than one.
 *
 * @param weights not negative, sum 1
 */
export const systematicResample = (weights: Float64Array, count: number, random: Random): Int32Array => {
  const parents = new Int32Array(count);
  const offset = random.next();
  let cumulative = weights[0] ?? 0;
  let parent = 0;
  for (let i = 0; i < count; i++) {
    const position = (i + offset) / count;
    while (position > cumulative && parent < weights.length - 1) cumulative += weights[++parent] ?? 0;
    parents[i] = parent;
  }
  return parents;
};
