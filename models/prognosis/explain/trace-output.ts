import { TwinError } from "../../errors/twin-error.ts";
import { explainErrors } from "./errors.ts";
import type { OnnxGraph } from "./onnx-graph.ts";
import { type GraphValue, OPERATORS } from "./operators.ts";
import type { OutputColumn } from "./output-column.ts";

/**
 * Follows a graph from its input to an output whose columns are sums of trees, with element-wise operators after them.
 *
 * @returns the columns of the output
 * @throws TwinError TWIN-EXPLAIN-002 for an operator that can't be followed, -003 for trees without covers
 */
export const traceOutput = ({ nodes, inputs, constants }: OnnxGraph, output: string): readonly OutputColumn[] => {
  const values = new Map<string, GraphValue>(Array.from(constants, ([name, numbers]) => [name, { numbers }]));
  for (const name of inputs) values.set(name, "input");
  for (const node of nodes) {
    const operator = OPERATORS[node.operator];
    if (!operator) throw new TwinError(explainErrors.otherGraph, { reason: `it uses ${node.operator}` });
    const given = node.inputs.flatMap((name) => values.get(name) ?? []);
    values.set(node.outputs[0] ?? "", operator(given, node, constants));
  }
  const found = values.get(output);
  if (typeof found !== "object" || !("columns" in found)) {
    throw new TwinError(explainErrors.otherGraph, { reason: `it has no output ${output} made of trees` });
  }
  return found.columns;
};
