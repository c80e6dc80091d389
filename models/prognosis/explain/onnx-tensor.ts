import { TwinError } from "../../errors/twin-error.ts";
import { eachField, WIRE } from "./each-field.ts";
import { explainErrors } from "./errors.ts";
import { readVarint } from "./read-varint.ts";

/** Field numbers of TensorProto in onnx.proto. */
const TENSOR = { dataType: 2, floatData: 4, int32Data: 5, name: 8, rawData: 9, doubleData: 10 } as const;
/** TensorProto.DataType */
const FLOAT = 1;
const UINT8 = 2;
const DOUBLE = 11;

/** A constant of the graph. Tensors of other types than float, double and uint8 have no values here. */
export const readOnnxTensor = (message: Uint8Array): { name: string; values: Float64Array } => {
  let name = "";
  let dataType = 0;
  const parts: Uint8Array[] = [];
  const integers: number[] = [];
  eachField(message, (field, wire, begin, end, value) => {
    if (field === TENSOR.dataType && wire === WIRE.varint) dataType = value;
    else if (field === TENSOR.name) name = new TextDecoder().decode(message.subarray(begin, end));
    else if (field === TENSOR.rawData || field === TENSOR.floatData || field === TENSOR.doubleData) {
      parts.push(message.subarray(begin, end));
    } else if (field === TENSOR.int32Data && wire === WIRE.bytes) {
      const reader = { message: message.subarray(0, end), at: begin };
      while (reader.at < end) integers.push(readVarint(reader));
    }
  });
  const small = dataType === UINT8 ? integers : [];
  return { name, values: Float64Array.from([...parts.flatMap((part) => numbersOf(part, dataType)), ...small]) };
};

const numbersOf = (bytes: Uint8Array, dataType: number): number[] => {
  if (dataType === UINT8) return [...bytes];
  if (dataType !== FLOAT && dataType !== DOUBLE) return [];
  const width = dataType === FLOAT ? 4 : 8;
  if (bytes.length % width !== 0) throw new TwinError(explainErrors.notProtobuf, { reason: "a constant is cut off" });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length / width }, (_, i) =>
    dataType === FLOAT ? view.getFloat32(4 * i, true) : view.getFloat64(8 * i, true),
  );
};
