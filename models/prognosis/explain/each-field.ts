import { TwinError } from "../../errors/twin-error.ts";
import { explainErrors } from "./errors.ts";
import { readVarint, type WireReader } from "./read-varint.ts";

/** How a field's value is written. */
export const WIRE = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

/**
 * Called with the number of the field, how it is written, and where in the message its value begins and ends; of a varint,
 * `value` is the number itself.
 */
export type VisitField = (field: number, wire: number, begin: number, end: number, value: number) => void;

/**
 * Visits the fields of a message in the order of the file (Protocol Buffers encoding:
 * protobuf.dev/programming-guides/encoding). Makes no object for a field: a model has some hundred thousand. Groups, which
 * ONNX has none of, are refused. Varints beyond 2^53 lose digits: no count or index in a model is near it.
 *
 * @throws TwinError TWIN-EXPLAIN-001 for a message that ends within a field, or another way of writing
 */
export const eachField = (message: Uint8Array, visit: VisitField): void => {
  const reader: WireReader = { message, at: 0 };
  while (reader.at < message.length) {
    const key = readVarint(reader);
    const wire = key % 8;
    const value = wire === WIRE.varint ? readVarint(reader) : 0;
    const length = wire === WIRE.bytes ? readVarint(reader) : widthOf(wire, reader.at);
    const begin = reader.at;
    const end = begin + length;
    if (length < 0 || end > message.length) {
      throw new TwinError(explainErrors.notProtobuf, { reason: `it ends within a field at byte ${begin}` });
    }
    visit(Math.floor(key / 8), wire, begin, end, value);
    reader.at = end;
  }
};

const widthOf = (wire: number, at: number): number => {
  if (wire === WIRE.varint) return 0;
  if (wire === WIRE.fixed64) return 8;
  if (wire === WIRE.fixed32) return 4;
  throw new TwinError(explainErrors.notProtobuf, { reason: `wire type ${wire} before byte ${at}` });
};
