import { eachField, WIRE } from "./each-field.ts";
import { readOnnxTensor } from "./onnx-tensor.ts";
import { readVarint } from "./read-varint.ts";

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
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  const decoder = new TextDecoder();
  eachField(message, (field, wire, begin, end, value) => {
    if (wire === WIRE.varint) {
      if (field === INT || field === INTS) numbers.push(value);
    } else if (field === FLOAT || field === FLOATS) {
      for (let at = begin; at + 4 <= end; at += 4) numbers.push(view.getFloat32(at, true));
    } else if (field === INTS) {
      const reader = { message: message.subarray(0, end), at: begin };
      while (reader.at < end) numbers.push(readVarint(reader));
    } else if (field === NAME) name = decoder.decode(message.subarray(begin, end));
    else if (field === STRING || field === STRINGS) texts.push(decoder.decode(message.subarray(begin, end)));
    else if (field === TENSOR) numbers.push(...readOnnxTensor(message.subarray(begin, end)).values);
  });
  return [name, { numbers, texts }];
};
