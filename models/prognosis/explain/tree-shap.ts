import { nextNode, type RegressionTree, shareOf } from "./regression-tree.ts";
import { copyPath, extendPath, type ShapPaths, shapPaths, unwindPath, unwoundSum } from "./shap-path.ts";

/**
 * Adds each input's Shapley value to `contributions`: by how much knowing it moves the tree's forecast from its mean, averaged
 * over all orders in which the inputs could become known. What is unknown is averaged over the training rows that came by a
 * node. Exact; together they are the forecast minus `expectedValue`. O(leaves × depth²).
 *
 * Lundberg, Erion & Lee, "Consistent individualized feature attribution for tree ensembles", arXiv:1802.03888 (2018),
 * Algorithm 2; Lundberg et al., Nature Machine Intelligence 2:56 (2020).
 *
 * @param weight by which the tree counts in the ensemble
 * @param paths room to work in, of a depth that is not below the tree's
 */
export const treeShap = (
  tree: RegressionTree,
  x: ArrayLike<number>,
  weight: number,
  contributions: Float64Array,
  paths: ShapPaths = shapPaths(tree.depth),
): void => {
  const descend = (node: number, from: number, before: number, entry: Entry): void => {
    extendPath(paths, from, before, entry);
    const feature = tree.feature[node] ?? -1;
    if (feature < 0) {
      addLeaf(paths, from, before + 1, weight * (tree.value[node] ?? 0), contributions);
      return;
    }
    const known = placeOf(paths, from, before + 1, feature);
    const zero = known > 0 ? (paths.zero[from + known] ?? 1) : 1;
    const one = known > 0 ? (paths.one[from + known] ?? 1) : 1;
    if (known > 0) unwindPath(paths, from, before + 1, known);
    const length = known > 0 ? before : before + 1;
    const hot = nextNode(tree, node, x);
    const left = tree.left[node] ?? 0;
    const right = tree.right[node] ?? 0;
    for (let child = left, turn = 0; turn < 2; child = right, turn++) {
      const next = { feature, zero: shareOf(tree, child, node) * zero, one: child === hot ? one : 0 };
      // a way that neither x nor any training row takes counts in no order
      if (next.zero === 0 && next.one === 0) continue;
      copyPath(paths, from, length);
      descend(child, from + length, length, next);
    }
  };
  descend(0, 0, 0, { feature: -1, zero: 1, one: 1 });
};

interface Entry {
  readonly feature: number;
  readonly zero: number;
  readonly one: number;
}

/** Where the path at `from` has the feature; 0 if it has not. */
const placeOf = (paths: ShapPaths, from: number, length: number, feature: number): number => {
  for (let i = 1; i < length; i++) if (paths.feature[from + i] === feature) return i;
  return 0;
};

const addLeaf = (paths: ShapPaths, from: number, length: number, value: number, contributions: Float64Array): void => {
  for (let i = 1; i < length; i++) {
    const feature = paths.feature[from + i] ?? 0;
    const moved = (paths.one[from + i] ?? 0) - (paths.zero[from + i] ?? 0);
    contributions[feature] = (contributions[feature] ?? 0) + unwoundSum(paths, from, length, i) * moved * value;
  }
};
