import { TwinError } from "../../errors/twin-error.ts";
import { explainErrors } from "./errors.ts";
import { lazily } from "./lazily.ts";
import type { OnnxAttribute } from "./onnx-attribute.ts";
import type { OnnxNode } from "./onnx-graph.ts";
import type { RegressionTree } from "./regression-tree.ts";
import { treeBuilder } from "./tree-builder.ts";

/** What one output of an ensemble is made of: the sum of its trees and a constant. */
export interface TreeSum {
  /** Made when they are first asked for: of all the quantiles of a model one is explained. */
  readonly trees: () => readonly RegressionTree[];
  readonly constant: number;
  /** By which every tree counts: 1, or 1 / trees where the ensemble gives their mean. */
  readonly weight: number;
}

/**
 * The outputs of a TreeEnsembleRegressor (ONNX-ML operators, version 1 and 3), in the order of the targets. The covers are in
 * `nodes_hitrates`.
 *
 * @throws TwinError TWIN-EXPLAIN-002 for a post transform or an aggregation that is no sum, -003 without covers
 */
export const readTrees = ({ attributes }: OnnxNode): TreeSum[] => {
  const numbers = (name: string): readonly number[] => attributes.get(name)?.numbers ?? [];
  const transform = textOf(attributes.get("post_transform"), "NONE");
  const aggregate = textOf(attributes.get("aggregate_function"), "SUM");
  if (transform !== "NONE" || !["SUM", "AVERAGE"].includes(aggregate)) {
    throw new TwinError(explainErrors.otherGraph, { reason: `its trees are joined by ${aggregate} and ${transform}` });
  }
  const treeIds = numbers("nodes_treeids");
  const covers = numbers("nodes_hitrates");
  if (covers.length !== treeIds.length || covers.every((cover) => cover === covers[0])) {
    throw new TwinError(explainErrors.noCovers);
  }
  const build = treeBuilder(attributes);
  const places = Map.groupBy(treeIds.keys(), (i) => treeIds[i] ?? 0);
  const targets = numbers("target_ids");
  const leaves = Map.groupBy(targets.keys(), (i) => targets[i] ?? 0);
  const bases = numbers("base_values");
  const count = numbers("n_targets")[0] ?? 1;
  return Array.from({ length: count }, (_, target) => {
    const make = (): RegressionTree[] => {
      const own = Map.groupBy(leaves.get(target) ?? [], (i) => numbers("target_treeids")[i] ?? 0);
      return Array.from(own, ([id, leavesOfTree]) => build(places.get(id) ?? [], leavesOfTree));
    };
    const weight = aggregate === "AVERAGE" ? 1 / places.size : 1;
    return { trees: lazily(make), constant: bases[target] ?? bases[0] ?? 0, weight };
  });
};

const textOf = (attribute: OnnxAttribute | undefined, otherwise: string): string => attribute?.texts[0] ?? otherwise;
