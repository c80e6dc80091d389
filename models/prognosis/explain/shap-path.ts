/**
 * The inputs asked on the way to a node, each once, after a first entry that stands for none. Of each: the share of the
 * training rows that goes on if it is unknown (`zero`), and 1 or 0 for whether x goes on if it is known (`one`). `weight` by
 * place i: the summed weight of the orders in which i of them are known. All paths from the root to the present node stand
 * behind each other in the same arrays, so that nothing is allocated on the way.
 */
export interface ShapPaths {
  readonly feature: Int32Array;
  readonly zero: Float64Array;
  readonly one: Float64Array;
  readonly weight: Float64Array;
}

/** @param depth of the deepest tree */
export const shapPaths = (depth: number): ShapPaths => {
  const entries = ((depth + 2) * (depth + 3)) / 2;
  return {
    feature: new Int32Array(entries),
    zero: new Float64Array(entries),
    one: new Float64Array(entries),
    weight: new Float64Array(entries),
  };
};

const at = (values: Float64Array, i: number): number => values[i] ?? 0;

/** Copies the path at `from` behind itself. Paths are so short that a loop is faster than `copyWithin`. */
export const copyPath = ({ feature, zero, one, weight }: ShapPaths, from: number, length: number): void => {
  for (let i = from; i < from + length; i++) {
    feature[i + length] = feature[i] ?? 0;
    zero[i + length] = at(zero, i);
    one[i + length] = at(one, i);
    weight[i + length] = at(weight, i);
  }
};

/** EXTEND of Algorithm 2: one entry more on the path at `from`, which has `length` entries before. */
export const extendPath = (
  { feature, zero, one, weight }: ShapPaths,
  from: number,
  length: number,
  asked: number,
  zeroShare: number,
  oneShare: number,
): void => {
  const end = from + length;
  feature[end] = asked;
  zero[end] = zeroShare;
  one[end] = oneShare;
  weight[end] = length === 0 ? 1 : 0;
  for (let i = length - 1; i >= 0; i--) {
    const own = at(weight, from + i);
    weight[from + i + 1] = at(weight, from + i + 1) + (oneShare * own * (i + 1)) / (length + 1);
    weight[from + i] = (zeroShare * own * (length - i)) / (length + 1);
  }
};

/** UNWIND of Algorithm 2: takes entry `k` out of the path at `from`. */
export const unwindPath = (paths: ShapPaths, from: number, length: number, k: number): void => {
  const { feature, zero, one, weight } = paths;
  const last = length - 1;
  const zeroShare = at(zero, from + k);
  const oneShare = at(one, from + k);
  let next = at(weight, from + last);
  for (let i = last - 1; i >= 0; i--) {
    const present = at(weight, from + i);
    const own = oneShare === 0 ? present / (zeroShare * (last - i)) : next / ((i + 1) * oneShare);
    next = present - own * zeroShare * (last - i);
    weight[from + i] = own * length;
  }
  for (const list of [feature, zero, one]) list.copyWithin(from + k, from + k + 1, from + length);
};

/** Sum of the weights that UNWIND would leave. */
export const unwoundSum = ({ zero, one, weight }: ShapPaths, from: number, length: number, k: number): number => {
  const last = length - 1;
  const zeroShare = at(zero, from + k);
  const oneShare = at(one, from + k);
  let sum = 0;
  let next = at(weight, from + last);
  for (let i = last - 1; i >= 0; i--) {
    const present = at(weight, from + i);
    const own = oneShare === 0 ? present / (zeroShare * (last - i)) : next / ((i + 1) * oneShare);
    next = present - own * zeroShare * (last - i);
    sum += own;
  }
  return sum * length;
};
