import { TwinError } from "../../errors/twin-error.ts";
import { explainErrors } from "./errors.ts";
import { lazily } from "./lazily.ts";
import type { OnnxNode } from "./onnx-graph.ts";
import type { TreeSum } from "./read-trees.ts";
import { depthOf, emptyTree, type RegressionTree } from "./regression-tree.ts";
import { branchOf } from "./tree-branch.ts";

/** Values of its attributes (onnx.ai/onnx/operators/onnx_aionnxml_TreeEnsemble.html). */
const [AVERAGE, SUM] = [0, 1];
const NO_TRANSFORM = 0;
const MODES = ["BRANCH_LEQ", "BRANCH_LT", "BRANCH_GTE", "BRANCH_GT", "BRANCH_EQ", "BRANCH_NEQ", "BRANCH_MEMBER"];

/** The constant with the covers of the leaves: the operator has hit rates of the inner nodes only. */
export const leafCoversOf = (output: string): string => `${output}_leaf_hitrates`;

/**
 * The outputs of a TreeEnsemble (ONNX-ML operators, version 5), in the order of the targets: inner nodes and leaves stand in lists of
 * their own, over all trees.
 *
 * @param leafCovers weight of the training rows at each leaf
 * @throws TwinError TWIN-EXPLAIN-002 for a post transform, an aggregation that is no sum, or trees that are none, -003 without covers
 */
export const readEnsemble = (node: OnnxNode, leafCovers: ArrayLike<number>): TreeSum[] => {
  const numbers = (name: string): readonly number[] => node.attributes.get(name)?.numbers ?? [];
  const aggregate = numbers("aggregate_function")[0] ?? SUM;
  const transform = numbers("post_transform")[0] ?? NO_TRANSFORM;
  if (transform !== NO_TRANSFORM || ![AVERAGE, SUM].includes(aggregate)) {
    const reason = `its trees are joined by aggregation ${aggregate} and transform ${transform}`;
    throw new TwinError(explainErrors.otherGraph, { reason });
  }
  const inner = numbers("nodes_featureids").length;
  const targets = numbers("leaf_targetids");
  const areKnown = numbers("nodes_hitrates").length === inner && leafCovers.length === targets.length;
  // exporters that count nothing give every node the same weight
  if (!areKnown || Array.prototype.every.call(leafCovers, (cover) => cover === leafCovers[0])) {
    throw new TwinError(explainErrors.noCovers);
  }
  const roots = numbers("tree_roots");
  const { nodesFrom, treeOf } = treesOf(node, leafCovers);
  return Array.from({ length: numbers("n_targets")[0] ?? 1 }, (_, target) => {
    const isOwn = (at: number): boolean => at < 0 && targets[leafAt(at)] === target;
    const make = (): RegressionTree[] =>
      roots
        .map(nodesFrom)
        .filter((nodes) => nodes.some(isOwn))
        .map((nodes) => treeOf(nodes, isOwn));
    return { trees: lazily(make), constant: 0, weight: aggregate === AVERAGE ? 1 / roots.length : 1 };
  });
};

/** A place among the leaves as one among the nodes of a tree: below zero, so that it is told from an inner node. */
const leafAt = (at: number): number => -1 - at;

const treesOf = ({ attributes }: OnnxNode, leafCovers: ArrayLike<number>) => {
  const list = (name: string): readonly number[] => attributes.get(name)?.numbers ?? [];
  const [features, thresholds, covers] = [list("nodes_featureids"), list("nodes_splits"), list("nodes_hitrates")];
  const [whenTrue, whenFalse] = [list("nodes_truenodeids"), list("nodes_falsenodeids")];
  const [trueIsLeaf, falseIsLeaf] = [list("nodes_trueleafs"), list("nodes_falseleafs")];
  const [modes, trackTrue] = [list("nodes_modes"), list("nodes_missing_value_tracks_true")];
  const values = list("leaf_weights");
  const childOf = (ids: readonly number[], isLeaf: readonly number[], at: number): number => {
    const [id = -1, leaf] = [ids[at], isLeaf[at] === 1];
    if (id < 0 || id >= (leaf ? values : features).length) {
      throw new TwinError(explainErrors.otherGraph, { reason: `a tree has no ${leaf ? "leaf" : "node"} ${id}` });
    }
    return leaf ? leafAt(id) : id;
  };
  const childrenOf = (at: number): [whenTrue: number, whenFalse: number] => [
    childOf(whenTrue, trueIsLeaf, at),
    childOf(whenFalse, falseIsLeaf, at),
  ];

  /** Level by level: the children of the n-th inner one are at 2n + 1 and 2n + 2. A tree that is one leaf asks for nothing. */
  const nodesFrom = (root: number): readonly number[] => {
    const [one, other] = childrenOf(root);
    if (one < 0 && one === other) return [one];
    const nodes = [root];
    for (const at of nodes) {
      if (at >= 0) nodes.push(...childrenOf(at));
      if (nodes.length > 2 * features.length + 1) {
        throw new TwinError(explainErrors.otherGraph, { reason: "a tree comes back to a node" });
      }
    }
    return nodes;
  };

  const treeOf = (nodes: readonly number[], isOwn: (at: number) => boolean): RegressionTree => {
    const tree = emptyTree(nodes.length);
    let next = 1;
    nodes.forEach((at, node) => {
      if (at < 0) {
        tree.cover[node] = leafCovers[leafAt(at)] ?? 0;
        if (isOwn(at)) tree.value[node] = values[leafAt(at)] ?? 0;
        return;
      }
      const { exchanged, orEqual } = branchOf(MODES[modes[at] ?? -1] ?? `mode ${modes[at]}`);
      tree.cover[node] = covers[at] ?? 0;
      tree.feature[node] = features[at] ?? 0;
      tree.threshold[node] = thresholds[at] ?? 0;
      tree.orEqual[node] = Number(orEqual);
      tree.missingLeft[node] = Number((trackTrue[at] === 1) !== exchanged);
      tree.left[node] = exchanged ? next + 1 : next;
      tree.right[node] = exchanged ? next : next + 1;
      next += 2;
    });
    return { ...tree, depth: depthOf(tree) };
  };
  return { nodesFrom, treeOf };
};
