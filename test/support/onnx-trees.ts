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

/**
 * The trees as a TreeEnsemble of version 5 that reads `x`, tree i adding to target `targets[i]`, with the covers of its leaves for a constant.
 * Every other question is asked the other way round, which is the same tree.
 */
export const ensemble5Of = (
  trees: readonly RegressionTree[],
  targets: readonly number[],
  output: string,
): { operator: OnnxOperator; leafCovers: number[] } => {
  const [rows, leaves, roots] = [[] as Row[], [] as Leaf[], [] as number[]];
  for (const [id, tree] of trees.entries()) {
    const target = targets[id] ?? 0;
    const add = (node: number): Child => {
      const [value, cover] = [tree.value[node] ?? 0, tree.cover[node] ?? 0];
      if ((tree.feature[node] ?? -1) < 0) return { leaf: 1, at: leaves.push({ target, value, cover }) - 1 };
      const at = rows.length;
      const row = {
        feature: tree.feature[node] ?? 0,
        split: tree.threshold[node] ?? 0,
        cover,
        mode: at % 2 ? LT : GTE,
      };
      rows.push({ ...row, yes: NOWHERE, no: NOWHERE });
      const [below, above] = [add(tree.left[node] ?? 0), add(tree.right[node] ?? 0)];
      rows[at] = { ...row, yes: at % 2 ? below : above, no: at % 2 ? above : below };
      return { leaf: 0, at };
    };
    const root = add(0);
    const only = { feature: 0, split: 0, cover: leaves[root.at]?.cover ?? 0, mode: LT, yes: root, no: root };
    roots.push(root.leaf ? rows.push(only) - 1 : root.at);
  }
  const operator: OnnxOperator = {
    operator: "TreeEnsemble",
    inputs: ["x"],
    output,
    domain: "ai.onnx.ml",
    attributes: {
      n_targets: { int: Math.max(...targets) + 1 },
      tree_roots: { ints: roots },
      nodes_featureids: { ints: rows.map(({ feature }) => feature) },
      nodes_splits: { floatTensor: rows.map(({ split }) => split) },
      nodes_hitrates: { floatTensor: rows.map(({ cover }) => cover) },
      nodes_modes: { byteTensor: rows.map(({ mode }) => mode) },
      nodes_truenodeids: { ints: rows.map(({ yes }) => yes.at) },
      nodes_falsenodeids: { ints: rows.map(({ no }) => no.at) },
      nodes_trueleafs: { ints: rows.map(({ yes }) => yes.leaf) },
      nodes_falseleafs: { ints: rows.map(({ no }) => no.leaf) },
      leaf_targetids: { ints: leaves.map(({ target }) => target) },
      leaf_weights: { floatTensor: leaves.map(({ value }) => value) },
    },
  };
  return { operator, leafCovers: leaves.map(({ cover }) => cover) };
};

/** Numbers of the modes BRANCH_LT and BRANCH_GTE. */
const [LT, GTE] = [1, 2];
const NOWHERE: Child = { leaf: 0, at: 0 };

interface Child {
  readonly leaf: 0 | 1;
  readonly at: number;
}
interface Row {
  readonly feature: number;
  readonly split: number;
  readonly cover: number;
  readonly mode: number;
  readonly yes: Child;
  readonly no: Child;
}
interface Leaf {
  readonly target: number;
  readonly value: number;
  readonly cover: number;
}
