import { eachField, WIRE } from "./each-field.ts";
import { type OnnxAttribute, readOnnxAttribute } from "./onnx-attribute.ts";
import { readOnnxTensor } from "./onnx-tensor.ts";

/** One operator. */
export interface OnnxNode {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, OnnxAttribute>;
}

/** What an explanation needs of an ONNX file: its operators in topological order, and its constants. */
export interface OnnxGraph {
  readonly nodes: readonly OnnxNode[];
  readonly inputs: readonly string[];
  readonly constants: ReadonlyMap<string, Float64Array>;
}

/** Field numbers of onnx.proto (ONNX IR, github.com/onnx/onnx/blob/main/onnx/onnx.proto). */
const MODEL_GRAPH = 7;
const GRAPH = { node: 1, initializer: 5, input: 11 } as const;
const NODE = { input: 1, output: 2, operator: 4, attribute: 5 } as const;
const VALUE_INFO_NAME = 1;

/** A file is read for its explainer and for the shares of its features: what is read lives as long as its bytes do. */
const graphs = new WeakMap<Uint8Array, OnnxGraph>();

/** @throws TwinError TWIN-EXPLAIN-001 for what is no ONNX file */
export const readOnnxGraph = (file: Uint8Array): OnnxGraph => {
  const known = graphs.get(file);
  if (known) return known;
  const graph = readGraph(file);
  graphs.set(file, graph);
  return graph;
};

const readGraph = (file: Uint8Array): OnnxGraph => {
  const nodes: OnnxNode[] = [];
  const inputs: string[] = [];
  const constants = new Map<string, Float64Array>();
  for (const graph of nested(file, MODEL_GRAPH)) {
    for (const bytes of nested(graph, GRAPH.node)) nodes.push(readNode(bytes));
    for (const bytes of nested(graph, GRAPH.input)) inputs.push(...nested(bytes, VALUE_INFO_NAME).map(text));
    for (const bytes of nested(graph, GRAPH.initializer)) {
      const { name, values } = readOnnxTensor(bytes);
      constants.set(name, values);
    }
  }
  return { nodes, inputs: inputs.filter((name) => !constants.has(name)), constants };
};

const readNode = (bytes: Uint8Array): OnnxNode => ({
  operator: nested(bytes, NODE.operator).map(text)[0] ?? "",
  inputs: nested(bytes, NODE.input).map(text),
  outputs: nested(bytes, NODE.output).map(text),
  attributes: new Map(nested(bytes, NODE.attribute).map(readOnnxAttribute)),
});

const nested = (message: Uint8Array, number: number): Uint8Array[] => {
  const found: Uint8Array[] = [];
  eachField(message, (field, wire, begin, end) => {
    if (field === number && wire === WIRE.bytes) found.push(message.subarray(begin, end));
  });
  return found;
};

const decoder = new TextDecoder();
const text = (bytes: Uint8Array): string => decoder.decode(bytes);
