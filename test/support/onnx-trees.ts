import type { RegressionTree } from "../../models/prognosis/explain/regression-tree.ts";
import type { OnnxOperator } from "./onnx-bytes.ts";

/** The trees as a TreeEnsembleRegressor that reads `x`, tree i adding to target `targets[i]`. */
export const ensembleOf = (
  trees: readonly RegressionTree[],
  targets: readonly number[],
  output: string,
  { bases, covers = true }: { bases: readonly number[]; covers?: boolean },
): OnnxOperator => {
  const nodes = trees.flatMap((tree, id) => Array.from(tree.feature, (feature, node) => ({ tree, id, node, feature })));
  const leaves = nodes.filter(({ feature }) => feature < 0);
  return {
    operator: "TreeEnsembleRegressor",
    inputs: ["x"],
    output,
    domain: "ai.onnx.ml",
    attributes: {
      n_targets: { int: bases.length },
      base_values: { floats: bases },
      nodes_treeids: { ints: nodes.map(({ id }) => id) },
      nodes_nodeids: { ints: nodes.map(({ node }) => node) },
      nodes_featureids: { ints: nodes.map(({ feature }) => Math.max(0, feature)) },
      nodes_values: { floats: nodes.map(({ tree, node }) => tree.threshold[node] ?? 0) },
      nodes_modes: { texts: nodes.map(({ feature }) => (feature < 0 ? "LEAF" : "BRANCH_LT")) },
      nodes_truenodeids: { ints: nodes.map(({ tree, node }) => tree.left[node] ?? 0) },
      nodes_falsenodeids: { ints: nodes.map(({ tree, node }) => tree.right[node] ?? 0) },
      ...(covers ? { nodes_hitrates: { floats: nodes.map(({ tree, node }) => tree.cover[node] ?? 0) } } : {}),
      target_treeids: { ints: leaves.map(({ id }) => id) },
      target_nodeids: { ints: leaves.map(({ node }) => node) },
      target_ids: { ints: leaves.map(({ id }) => targets[id] ?? 0) },
      target_weights: { floats: leaves.map(({ tree, node }) => tree.value[node] ?? 0) },
    },
  };
};
