/** Writes Protocol Buffers and tiny ONNX files of trees: what a test gives to onnxruntime and to the explanation alike. */

const varint = (value: number): number[] => {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) + 128);
  }
};

const numberField = (field: number, value: number): number[] => [...varint(field * 8), ...varint(value)];
const bytesField = (field: number, bytes: readonly number[]): number[] => [
  ...varint(field * 8 + 2),
  ...varint(bytes.length),
  ...bytes,
];
const textField = (field: number, text: string): number[] => bytesField(field, [...Buffer.from(text)]);
const floatBytes = (value: number): number[] => [...new Uint8Array(Float32Array.of(value).buffer)];

export type Attribute =
  | { readonly ints: readonly number[] }
  | { readonly floats: readonly number[] }
  | { readonly texts: readonly string[] }
  | { readonly int: number }
  | { readonly floatTensor: readonly number[] }
  | { readonly byteTensor: readonly number[] };

/** TensorProto of float32. */
const tensor = (numbers: readonly number[], name?: string): number[] => [
  ...numberField(1, numbers.length),
  ...numberField(2, 1),
  ...(name === undefined ? [] : textField(8, name)),
  ...bytesField(9, numbers.flatMap(floatBytes)),
];

/** TensorProto of uint8, which a writer may write as it is or as a list of varints. */
const byteTensor = (numbers: readonly number[], raw: boolean): number[] => [
  ...numberField(1, numbers.length),
  ...numberField(2, 2),
  ...bytesField(raw ? 9 : 5, raw ? numbers : numbers.flatMap(varint)),
];

/** AttributeProto; `packed` writes lists of numbers as one field. */
const attribute = (name: string, value: Attribute, packed: boolean): number[] => {
  const typed = (type: number, content: readonly number[]): number[] =>
    bytesField(5, [...textField(1, name), ...content, ...numberField(20, type)]);
  if ("int" in value) return typed(2, numberField(3, value.int));
  if ("floatTensor" in value) return typed(4, bytesField(5, tensor(value.floatTensor)));
  if ("byteTensor" in value) return typed(4, bytesField(5, byteTensor(value.byteTensor, packed)));
  if ("texts" in value)
    return typed(
      8,
      value.texts.flatMap((text) => textField(9, text)),
    );
  if ("ints" in value) {
    return typed(
      7,
      packed ? bytesField(8, value.ints.flatMap(varint)) : value.ints.flatMap((one) => numberField(8, one)),
    );
  }
  const floats = value.floats.map(floatBytes);
  return typed(6, packed ? bytesField(7, floats.flat()) : floats.flatMap((one) => [...varint(7 * 8 + 5), ...one]));
};

export interface OnnxOperator {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly domain?: string;
  readonly attributes?: Readonly<Record<string, Attribute>>;
}

const node = ({ operator, inputs, output, domain, attributes = {} }: OnnxOperator, packed: boolean): number[] =>
  bytesField(1, [
    ...inputs.flatMap((name) => textField(1, name)),
    ...textField(2, output),
    ...textField(4, operator),
    ...Object.entries(attributes).flatMap(([name, value]) => attribute(name, value, packed)),
    ...(domain ? textField(7, domain) : []),
  ]);

/** ValueInfoProto of float32 [n, width]. */
const value = (field: number, name: string, width: number): number[] => {
  const shape = [...bytesField(1, textField(2, "n")), ...bytesField(1, numberField(1, width))];
  const type = bytesField(1, [...numberField(1, 1), ...bytesField(2, shape)]);
  return bytesField(field, [...textField(1, name), ...bytesField(2, type)]);
};

const constant = (name: string, numbers: readonly number[]): number[] => bytesField(5, tensor(numbers, name));

/** A model with input `x` float32 [n, features] and output `y` float32 [n, columns]. */
export const onnxBytes = (
  operators: readonly OnnxOperator[],
  constants: Readonly<Record<string, readonly number[]>>,
  { features, columns, packed = false }: { features: number; columns: number; packed?: boolean },
): Uint8Array => {
  const graph = [
    ...operators.flatMap((one) => node(one, packed)),
    ...textField(2, "test"),
    ...Object.entries(constants).flatMap(([name, numbers]) => constant(name, numbers)),
    ...value(11, "x", features),
    ...value(12, "y", columns),
  ];
  const opset = (domain: string, version: number): number[] =>
    bytesField(8, [...textField(1, domain), ...numberField(2, version)]);
  const version = operators.some(({ operator }) => operator === "TreeEnsemble")
    ? { ir: 10, trees: 5 }
    : { ir: 8, trees: 3 };
  const opsets = [...opset("", 17), ...opset("ai.onnx.ml", version.trees)];
  return Uint8Array.from([...numberField(1, version.ir), ...bytesField(7, graph), ...opsets]);
};
