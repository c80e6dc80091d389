import { TwinError } from "../../errors/twin-error.ts";
import { explainErrors } from "./errors.ts";
import { readOnnxGraph } from "./onnx-graph.ts";
import { type RegressionTree, shareOf } from "./regression-tree.ts";
import { traceOutput } from "./trace-output.ts";

/**
 * How much of what a model knows it knows by each input: the variance of the training rows that the splits on the input
 * explain, as a share of what all splits do (Breiman, Friedman, Olshen & Stone, Classification and Regression Trees, 1984,
 * section 5.3; "total gain" in XGBoost).
 *
 * @param file an ONNX model
 * @param inputs width of the model's input
 * @returns one an input, 0 or more; they add up to 1, or all are 0 if there is no split
 * @throws TwinError TWIN-EXPLAIN-001 (no ONNX), -002 (not made of trees), -003 (no covers)
 */
export const featureShares = (file: Uint8Array, output: string, column: number, inputs: number): Float64Array => {
  const traced = traceOutput(readOnnxGraph(file), output)[column];
  if (!traced) throw new TwinError(explainErrors.otherGraph, { reason: `${output} has no column ${column}` });
  const gains = new Float64Array(inputs);
  for (const { trees, weight } of traced.sums) for (const tree of trees()) addGains(tree, weight, gains);
  const total = gains.reduce((sum, gain) => sum + gain, 0);
  return total > 0 ? gains.map((gain) => gain / total) : gains;
};

/** @returns mean of the training rows that came by `node` */
const addGains = (tree: RegressionTree, weight: number, gains: Float64Array, node = 0): number => {
  const feature = tree.feature[node] ?? -1;
  if (feature < 0) return tree.value[node] ?? 0;
  const [left, right] = [tree.left[node] ?? 0, tree.right[node] ?? 0];
  const [leftMean, rightMean] = [addGains(tree, weight, gains, left), addGains(tree, weight, gains, right)];
  const [leftShare, rightShare] = [shareOf(tree, left, node), shareOf(tree, right, node)];
  const variance = leftShare * rightShare * (weight * (leftMean - rightMean)) ** 2;
  gains[feature] = (gains[feature] ?? 0) + (tree.cover[node] ?? 0) * variance;
  return leftShare * leftMean + rightShare * rightMean;
};
