import { TwinError } from "../../errors/twin-error.ts";
import { explainErrors } from "./errors.ts";
import type { OnnxNode } from "./onnx-graph.ts";
import { added, applied, columnOf, type OutputColumn, scaled } from "./output-column.ts";
import { leafCoversOf, readEnsemble } from "./read-ensemble.ts";
import { readTrees } from "./read-trees.ts";

interface Columns {
  readonly columns: readonly OutputColumn[];
}
interface Numbers {
  readonly numbers: ArrayLike<number>;
}
/** What a name in a graph stands for: the features, sums of trees, or constants. */
export type GraphValue = "input" | Columns | Numbers;

type Constants = ReadonlyMap<string, ArrayLike<number>>;
type Operator = (given: readonly GraphValue[], node: OnnxNode, constants: Constants) => GraphValue;

/** The operators that can be followed (onnx.ai/onnx/operators); each gives one output. */
export const OPERATORS: Readonly<Record<string, Operator>> = {
  TreeEnsembleRegressor: ([given], node) => {
    if (given !== "input") refuse(node, "does not read the input itself");
    return { columns: readTrees(node).map(columnOf) };
  },
  TreeEnsemble: ([given], node, constants) => {
    if (given !== "input") refuse(node, "does not read the input itself");
    const covers = constants.get(leafCoversOf(node.outputs[0] ?? "")) ?? [];
    return { columns: readEnsemble(node, covers).map(columnOf) };
  },
  Constant: (_, { attributes }) => ({ numbers: [...attributes.values()].flatMap(({ numbers }) => [...numbers]) }),
  Identity: ([given], node) => given ?? refuse(node, "has no input"),
  Cast: ([given], node) => given ?? refuse(node, "has no input"),
  Exp: (given, node) => each(given, node, Math.exp),
  Relu: (given, node) => each(given, node, (value) => Math.max(0, value)),
  Clip: ([first, low, high], node) => {
    const [from, to] = [numberOf(low, Number.NEGATIVE_INFINITY), numberOf(high, Number.POSITIVE_INFINITY)];
    return each(first ? [first] : [], node, (value) => Math.min(to, Math.max(from, value)));
  },
  Add: (given, node) => sumOf(given, node),
  Sum: (given, node) => sumOf(given, node),
  Sub: ([first, second], node) => sumOf([first, times(second, -1, node)], node),
  Mean: (given, node) => times(sumOf(given, node), 1 / given.length, node),
  Mul: ([first, second], node) => product(first, second, (number) => number, node),
  Div: ([first, second], node) => product(first, second, (number) => 1 / number, node),
  Concat: (given, node) => ({ columns: given.flatMap((one) => columnsOf(one, node)) }),
};

const refuse = (node: OnnxNode, reason: string): never => {
  throw new TwinError(explainErrors.otherGraph, { reason: `${node.operator} of ${node.outputs[0]} ${reason}` });
};

const isNumbers = (value: GraphValue | undefined): value is Numbers => typeof value === "object" && "numbers" in value;

const columnsOf = (value: GraphValue | undefined, node: OnnxNode): readonly OutputColumn[] =>
  typeof value === "object" && "columns" in value ? value.columns : refuse(node, "reads something else than trees");

const numberOf = (value: GraphValue | undefined, otherwise: number): number =>
  isNumbers(value) ? (value.numbers[0] ?? otherwise) : otherwise;

/** Of one number for all columns, or one for each. */
const ofColumn = ({ numbers }: Numbers, column: number): number =>
  numbers[numbers.length === 1 ? 0 : column] ?? Number.NaN;

const each = ([given]: readonly GraphValue[], node: OnnxNode, apply: (value: number) => number): GraphValue => ({
  columns: columnsOf(given, node).map((column) => applied(column, apply)),
});

const times = (value: GraphValue | undefined, factor: number, node: OnnxNode): GraphValue =>
  isNumbers(value)
    ? { numbers: Array.from(value.numbers, (number) => number * factor) }
    : { columns: columnsOf(value, node).map((column) => scaled(column, factor, 0)) };

/** Trees × constants, or trees / constants. */
const product = (
  first: GraphValue | undefined,
  second: GraphValue | undefined,
  factorOf: (number: number) => number,
  node: OnnxNode,
): GraphValue => {
  const swapped = isNumbers(first) && node.operator === "Mul";
  const [trees, numbers] = swapped ? [second, first] : [first, second];
  if (!isNumbers(numbers)) return refuse(node, "does not reckon with a constant");
  return { columns: columnsOf(trees, node).map((one, i) => scaled(one, factorOf(ofColumn(numbers, i)), 0)) };
};

/** Of sums of trees, and of constants with them. */
const sumOf = (given: readonly (GraphValue | undefined)[], node: OnnxNode): GraphValue => {
  const constants = given.filter(isNumbers);
  const trees = given.filter((value) => !isNumbers(value)).map((value) => columnsOf(value, node));
  const [first] = trees;
  if (!first || trees.some(({ length }) => length !== first.length)) return refuse(node, "adds what does not fit");
  const columns = first.map((own, i) => {
    const shift = constants.reduce((total, numbers) => total + ofColumn(numbers, i), 0);
    const sum = trees.length === 1 ? own : added(trees.map((one) => one[i] ?? own));
    return constants.length > 0 ? scaled(sum, 1, shift) : sum;
  });
  return { columns };
};
