import { readOnnxTensor } from "./onnx-tensor.ts";
import { readVarint } from "./read-varint.ts";
import { wireFields } from "./wire-fields.ts";

/** The value of an operator's attribute: a single number stands in a list of one. */
export interface OnnxAttribute {
  readonly numbers: readonly number[];
  readonly texts: readonly string[];
}

/** Field numbers of AttributeProto in onnx.proto. */
const NAME = 1;
const [FLOAT, INT, STRING, TENSOR] = [2, 3, 4, 5];
const [FLOATS, INTS, STRINGS] = [7, 8, 9];

/** Lists of numbers may be packed or not: the format allows a writer both. */
export const readOnnxAttribute = (message: Uint8Array): [name: string, OnnxAttribute] => {
  let name = "";
  const numbers: number[] = [];
  const texts: string[] = [];
  for (const field of wireFields(message)) {
    const { number, type } = field;
    if (type === "varint") {
      if (number === INT || number === INTS) numbers.push(field.value);
    } else if (number === NAME) name = decoder.decode(field.bytes);
    else if (number === STRING || number === STRINGS) texts.push(decoder.decode(field.bytes));
    else if (number === FLOAT || number === FLOATS) pushFloats(numbers, field.bytes);
    else if (number === INTS) pushVarints(numbers, field.bytes);
    else if (number === TENSOR) numbers.push(...readOnnxTensor(field.bytes).values);
  }
  return [name, { numbers, texts }];
};

const decoder = new TextDecoder();

const pushFloats = (numbers: number[], bytes: Uint8Array): void => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + 4 <= bytes.length; at += 4) numbers.push(view.getFloat32(at, true));
};

const pushVarints = (numbers: number[], message: Uint8Array): void => {
  const reader = { message, at: 0 };
  while (reader.at < message.length) numbers.push(readVarint(reader));
};
