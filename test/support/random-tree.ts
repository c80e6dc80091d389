import fc from "fast-check";
import { depthOf, type RegressionTree } from "../../models/prognosis/explain/regression-tree.ts";

/** A tree as one writes it down: a leaf's value with its cover, or a question with its two answers. */
export type Sketch =
  | { readonly value: number; readonly cover: number }
  | { readonly feature: number; readonly threshold: number; readonly below: Sketch; readonly above: Sketch };

const coverOf = (sketch: Sketch): number =>
  "value" in sketch ? sketch.cover : coverOf(sketch.below) + coverOf(sketch.above);

export const treeOf = (sketch: Sketch): RegressionTree => {
  const nodes: Sketch[] = [sketch];
  for (const node of nodes) if ("feature" in node) nodes.push(node.below, node.above);
  const place = (node: Sketch): number => nodes.indexOf(node);
  const tree = {
    feature: Int32Array.from(nodes, (node) => ("feature" in node ? node.feature : -1)),
    threshold: Float32Array.from(nodes, (node) => ("feature" in node ? node.threshold : 0)),
    orEqual: new Uint8Array(nodes.length),
    missingLeft: new Uint8Array(nodes.length),
    left: Int32Array.from(nodes, (node) => ("feature" in node ? place(node.below) : 0)),
    right: Int32Array.from(nodes, (node) => ("feature" in node ? place(node.above) : 0)),
    value: Float64Array.from(nodes, (node) => ("value" in node ? node.value : 0)),
    cover: Float64Array.from(nodes, coverOf),
  };
  return { ...tree, depth: depthOf(tree) };
};

/** Up to `depth` questions on a way, over few inputs: most ask one of them twice. Covers may be 0. */
export const sketches = (features: number, depth: number): fc.Arbitrary<Sketch> => {
  const leaf = fc.record({ value: fc.integer({ min: -20, max: 20 }), cover: fc.integer({ min: 0, max: 9 }) });
  if (depth === 0) return leaf;
  const smaller = sketches(features, depth - 1);
  const question = fc
    .record({
      feature: fc.nat(features - 1),
      threshold: fc.integer({ min: -3, max: 3 }),
      below: smaller,
      above: smaller,
    })
    // a leaf drawn for both answers is one object, which would be one node
    .map(({ below, above, ...rest }): Sketch => ({ ...rest, below: { ...below }, above: { ...above } }));
  return fc.oneof({ weight: 1, arbitrary: leaf }, { weight: 4, arbitrary: question });
};
