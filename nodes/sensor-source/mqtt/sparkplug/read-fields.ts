import { MalformedPayload } from "./malformed-payload.ts";

/** How a field is written: Protocol Buffers encoding, "Message structure". */
export const WIRE = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

/** The value of one field: a varint as two unsigned words, any other as its bytes. Valid only until the next field. */
export interface WireValue {
  wire: number;
  low: number;
  high: number;
  bytes: Buffer;
}

const NO_BYTES = Buffer.alloc(0);
/** A varint has 7 bits a byte, and 64 at most. */
const LONGEST_VARINT = 10;

/**
 * Calls `take` for each field of a Protocol Buffers message, in order, known or not.
 *
 * @throws MalformedPayload where the bytes end within a field, or are of no wire type
 */
export const readFields = (message: Buffer, take: (field: number, value: WireValue) => void): void => {
  const value: WireValue = { wire: 0, low: 0, high: 0, bytes: NO_BYTES };
  let at = 0;

  const readVarint = (): void => {
    value.low = 0;
    value.high = 0;
    for (let i = 0; i < LONGEST_VARINT; i++) {
      const byte = message[at++];
      if (byte === undefined) throw new MalformedPayload("it ends within a number");
      const bits = byte & 0x7f;
      // the fifth group of seven lies across the words
      if (i < 4) value.low |= bits << (7 * i);
      else if (i === 4) {
        value.low |= bits << 28;
        value.high = bits >>> 4;
      } else value.high |= bits << (7 * i - 32);
      if (byte < 0x80) {
        value.low >>>= 0;
        value.high >>>= 0;
        return;
      }
    }
    throw new MalformedPayload("it has a number of more than 64 bits");
  };

  const readBytes = (length: number): void => {
    if (length > message.length - at) throw new MalformedPayload("it ends within a field");
    value.bytes = message.subarray(at, at + length);
    at += length;
  };

  while (at < message.length) {
    readVarint();
    const field = value.low >>> 3;
    value.wire = value.low & 7;
    if (value.high !== 0 || field === 0) throw new MalformedPayload("it has a field without a number");
    value.bytes = NO_BYTES;
    if (value.wire === WIRE.varint) readVarint();
    else if (value.wire === WIRE.fixed64) readBytes(8);
    else if (value.wire === WIRE.fixed32) readBytes(4);
    else if (value.wire === WIRE.bytes) {
      readVarint();
      readBytes(value.high === 0 ? value.low : Number.POSITIVE_INFINITY);
    } else throw new MalformedPayload(`it has a field of wire type ${value.wire}`);
    take(field, value);
  }
};
