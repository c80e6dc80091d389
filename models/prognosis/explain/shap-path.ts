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
  entry: { readonly feature: number; readonly zero: number; readonly one: number },
): void => {
  const end = from + length;
  feature[end] = entry.feature;
  zero[end] = entry.zero;
  one[end] = entry.one;
  weight[end] = length === 0 ? 1 : 0;
  for (let i = length - 1; i >= 0; i--) {
    const own = at(weight, from + i);
    weight[from + i + 1] = at(weight, from + i + 1) + (entry.one * own * (i + 1)) / (length + 1);
    weight[from + i] = (entry.zero * own * (length - i)) / (length + 1);
  }
};

/** UNWIND of Algorithm 2: takes entry `k` out of the path at `from`. */
export const unwindPath = (paths: ShapPaths, from: number, length: number, k: number): void => {
  const { feature, zero, one, weight } = paths;
  eachUnwound(paths, from, length, k, (i, own) => {
    weight[from + i] = own;
  });
  for (const list of [feature, zero, one]) list.copyWithin(from + k, from + k + 1, from + length);
};

/** Sum of the weights that UNWIND would leave. */
export const unwoundSum = (paths: ShapPaths, from: number, length: number, k: number): number => {
  let sum = 0;
  eachUnwound(paths, from, length, k, (_, own) => {
    sum += own;
  });
  return sum;
};

/** The weights as they would be without entry `k`, the last one first. */
const eachUnwound = (
  { zero, one, weight }: ShapPaths,
  from: number,
  length: number,
  k: number,
  take: (i: number, own: number) => void,
): void => {
  const last = length - 1;
  const [zeroShare, oneShare] = [at(zero, from + k), at(one, from + k)];
  let next = at(weight, from + last);
  for (let i = last - 1; i >= 0; i--) {
    const present = at(weight, from + i);
    if (oneShare === 0) {
      take(i, (present * length) / (zeroShare * (last - i)));
      continue;
    }
    const own = (next * length) / ((i + 1) * oneShare);
    next = present - (own * zeroShare * (last - i)) / length;
    take(i, own);
  }
};
