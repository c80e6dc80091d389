import { TwinError } from "../../errors/twin-error.ts";
import { explainErrors } from "./errors.ts";
import { readVarint, type WireReader } from "./read-varint.ts";

/** One field of a Protocol Buffers message. `bytes` is the value of a string, a nested message or a packed list. */
export type WireField =
  | { readonly number: number; readonly type: "varint"; readonly value: number }
  | { readonly number: number; readonly type: "fixed32" | "fixed64" | "bytes"; readonly bytes: Uint8Array };

/**
 * The fields of a message in the order of the file (Protocol Buffers encoding: protobuf.dev/programming-guides/encoding).
 * Groups, which ONNX has none of, are refused. Varints beyond 2^53 lose digits: no count or index in a model is near it.
 *
 * @throws TwinError TWIN-EXPLAIN-001 for a message that ends within a field, or another wire type
 */
export function* wireFields(message: Uint8Array): Generator<WireField> {
  const reader: WireReader = { message, at: 0 };
  while (reader.at < message.length) {
    const key = readVarint(reader);
    const number = Math.floor(key / 8);
    const wireType = key % 8;
    if (wireType === 0) yield { number, type: "varint", value: readVarint(reader) };
    else if (wireType === 1) yield { number, type: "fixed64", bytes: take(reader, 8) };
    else if (wireType === 5) yield { number, type: "fixed32", bytes: take(reader, 4) };
    else if (wireType === 2) yield { number, type: "bytes", bytes: take(reader, readVarint(reader)) };
    else throw new TwinError(explainErrors.notProtobuf, { reason: `wire type ${wireType} at byte ${reader.at}` });
  }
}

const take = (reader: WireReader, length: number): Uint8Array => {
  const bytes = reader.message.subarray(reader.at, reader.at + length);
  if (length < 0 || bytes.length < length) {
    throw new TwinError(explainErrors.notProtobuf, { reason: `it ends within a field at byte ${reader.at}` });
  }
  reader.at += length;
  return bytes;
};
