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
  const descend = (node: number, from: number, before: number, asked: number, zero: number, one: number): void => {
    extendPath(paths, from, before, asked, zero, one);
    const feature = tree.feature[node] ?? -1;
    if (feature < 0) {
      addLeaf(paths, from, before + 1, weight * (tree.value[node] ?? 0), contributions);
      return;
    }
    const known = placeOf(paths, from, before + 1, feature);
    const zeroSoFar = known > 0 ? (paths.zero[from + known] ?? 1) : 1;
    const oneSoFar = known > 0 ? (paths.one[from + known] ?? 1) : 1;
    if (known > 0) unwindPath(paths, from, before + 1, known);
    const length = known > 0 ? before : before + 1;
    const hot = nextNode(tree, node, x);
    for (let turn = 0; turn < 2; turn++) {
      const child = (turn === 0 ? tree.left[node] : tree.right[node]) ?? 0;
      const share = shareOf(tree, child, node) * zeroSoFar;
      const taken = child === hot ? oneSoFar : 0;
      // a way that neither x nor any training row takes counts in no order
      if (share === 0 && taken === 0) continue;
      copyPath(paths, from, length);
      descend(child, from + length, length, feature, share, taken);
    }
  };
  descend(0, 0, 0, -1, 1, 1);
};

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
