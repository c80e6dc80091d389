/**
 * One tree in flat arrays, node 0 is the root. An inner node sends a value to the left if it is below the threshold (or
 * equal, where `orEqual` says so), both as float32, which is how onnxruntime compares.
 */
export interface RegressionTree {
  /** Place of the input that the node asks; -1 at a leaf. */
  readonly feature: Int32Array;
  readonly threshold: Float32Array;
  readonly orEqual: Uint8Array;
  /** 1 where a missing value (NaN) goes to the left. */
  readonly missingLeft: Uint8Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** Value of a leaf; 0 at inner nodes. */
  readonly value: Float64Array;
  /** Weight of the training rows that came by. */
  readonly cover: Float64Array;
  /** Longest way from the root to a leaf, in steps. */
  readonly depth: number;
}

/** The child to which `x` goes, of an inner node. */
export const nextNode = (tree: RegressionTree, node: number, x: ArrayLike<number>): number => {
  const value = Math.fround(x[tree.feature[node] ?? 0] ?? Number.NaN);
  const threshold = tree.threshold[node] ?? 0;
  const left = Number.isNaN(value)
    ? tree.missingLeft[node] === 1
    : value < threshold || (value === threshold && tree.orEqual[node] === 1);
  return (left ? tree.left : tree.right)[node] ?? 0;
};

/** The share of the rows at `node` that went on to its child; 0 where no row came by. */
export const shareOf = ({ cover }: RegressionTree, child: number, node: number): number => {
  const all = cover[node] ?? 0;
  return all > 0 ? (cover[child] ?? 0) / all : 0;
};

/** The leaf's value. */
export const valueAt = (tree: RegressionTree, x: ArrayLike<number>): number => {
  let node = 0;
  while ((tree.feature[node] ?? -1) >= 0) node = nextNode(tree, node, x);
  return tree.value[node] ?? 0;
};

/** Longest way from `node` to a leaf, in steps. */
export const depthOf = (tree: Omit<RegressionTree, "depth">, node = 0): number =>
  (tree.feature[node] ?? -1) < 0
    ? 0
    : 1 + Math.max(depthOf(tree, tree.left[node] ?? 0), depthOf(tree, tree.right[node] ?? 0));

/** The mean over the training rows: the forecast where nothing is known of the input. */
export const expectedValue = (tree: RegressionTree, node = 0): number => {
  if ((tree.feature[node] ?? -1) < 0) return tree.value[node] ?? 0;
  return [tree.left[node] ?? 0, tree.right[node] ?? 0].reduce((sum, child) => {
    return sum + shareOf(tree, child, node) * expectedValue(tree, child);
  }, 0);
};

/** Leaves of value 0 that no row came by. */
export const emptyTree = (nodes: number): Omit<RegressionTree, "depth"> => ({
  feature: new Int32Array(nodes).fill(-1),
  threshold: new Float32Array(nodes),
  orEqual: new Uint8Array(nodes),
  missingLeft: new Uint8Array(nodes),
  left: new Int32Array(nodes),
  right: new Int32Array(nodes),
  value: new Float64Array(nodes),
  cover: new Float64Array(nodes),
});
