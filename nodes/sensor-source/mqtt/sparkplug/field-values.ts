import { MalformedPayload } from "./malformed-payload.ts";
import { WIRE, type WireValue } from "./read-fields.ts";

/** A 64-bit number as two unsigned words: its data type says later whether it has a sign. */
export interface Words {
  readonly low: number;
  readonly high: number;
}

const wanted = (value: WireValue, wire: number): WireValue => {
  if (value.wire === wire) return value;
  throw new MalformedPayload("it has a field of the wrong type");
};

export const wordsOf = (value: WireValue): Words => {
  const { low, high } = wanted(value, WIRE.varint);
  return { low, high };
};

/** An unsigned number, rounded to the nearest double beyond 2^53. */
export const unsignedOf = (value: WireValue): number => {
  const { low, high } = wanted(value, WIRE.varint);
  return high * 2 ** 32 + low;
};

export const flagOf = (value: WireValue): boolean => unsignedOf(value) !== 0;
export const bytesOf = (value: WireValue): Buffer => wanted(value, WIRE.bytes).bytes;
export const textOf = (value: WireValue): string => bytesOf(value).toString("utf8");
export const floatOf = (value: WireValue): number => wanted(value, WIRE.fixed32).bytes.readFloatLE(0);
export const doubleOf = (value: WireValue): number => wanted(value, WIRE.fixed64).bytes.readDoubleLE(0);
