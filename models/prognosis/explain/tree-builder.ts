import { TwinError } from "../../errors/twin-error.ts";
import { explainErrors } from "./errors.ts";
import type { OnnxNode } from "./onnx-graph.ts";
import { depthOf, emptyTree, type RegressionTree } from "./regression-tree.ts";
import { branchOf } from "./tree-branch.ts";

/**
 * Makes single trees of the attributes of a TreeEnsembleRegressor, whose lists run over the nodes of all trees.
 *
 * @returns of the places of a tree's nodes in these lists, its root first, and the places of its leaves' values
 * @throws TwinError TWIN-EXPLAIN-002 for another mode, a child or leaf that is not there, or a circle
 */
export const treeBuilder = (
  attributes: OnnxNode["attributes"],
): ((places: readonly number[], leaves: readonly number[]) => RegressionTree) => {
  const list = (name: string): readonly number[] => attributes.get(name)?.numbers ?? [];
  const modes = attributes.get("nodes_modes")?.texts ?? [];
  const ids = list("nodes_nodeids");
  const trackTrue = list("nodes_missing_value_tracks_true");
  const [features, thresholds, covers] = [list("nodes_featureids"), list("nodes_values"), list("nodes_hitrates")];
  const [whenTrue, whenFalse] = [list("nodes_truenodeids"), list("nodes_falsenodeids")];
  const [leafIds, leafValues] = [list("target_nodeids"), list("target_weights")];

  return (places, leaves) => {
    const index = new Map(places.map((place, node) => [ids[place] ?? 0, node]));
    const nodeOf = (id: number | undefined): number => {
      const node = index.get(id ?? -1);
      if (node === undefined) throw new TwinError(explainErrors.otherGraph, { reason: `a tree has no node ${id}` });
      return node;
    };
    const tree = emptyTree(places.length);
    places.forEach((place, node) => {
      tree.cover[node] = covers[place] ?? 0;
      const mode = modes[place] ?? "";
      if (mode === "LEAF") return;
      const { exchanged, orEqual } = branchOf(mode);
      const [below, above] = exchanged ? [whenFalse, whenTrue] : [whenTrue, whenFalse];
      tree.feature[node] = features[place] ?? 0;
      tree.threshold[node] = thresholds[place] ?? 0;
      tree.orEqual[node] = Number(orEqual);
      tree.missingLeft[node] = Number((trackTrue[place] === 1) !== exchanged);
      tree.left[node] = nodeOf(below[place]);
      tree.right[node] = nodeOf(above[place]);
    });
    checkTree(tree);
    for (const leaf of leaves) tree.value[nodeOf(leafIds[leaf])] = leafValues[leaf] ?? 0;
    return { ...tree, depth: depthOf(tree) };
  };
};

/** Where every node but the root has one parent at most, and the root none, no way from the root comes back. */
const checkTree = ({ feature, left, right }: Omit<RegressionTree, "depth">): void => {
  const inner = Array.from(feature.keys()).filter((node) => (feature[node] ?? -1) >= 0);
  const children = inner.flatMap((node) => [left[node] ?? 0, right[node] ?? 0]);
  if (children.includes(0) || new Set(children).size < children.length) {
    throw new TwinError(explainErrors.otherGraph, { reason: "a tree comes back to a node" });
  }
};
