import { type DataType, registersOf, type WordOrder } from "./register-types.ts";

/**
 * Reads one number of Modbus registers (bytes big-endian inside of a register). Integers of 64 bits beyond 2^53 are rounded to the
 * nearest double: `isRounded` tells.
 *
 * @param registers bytes of consecutive registers, two each
 * @param at index of the number's first register in them
 * @param bit of a register, 0 the least significant; for the type `bit` alone
 * @returns undefined if the registers do not reach
 */
export const readRegisters = (
  registers: Uint8Array,
  at: number,
  type: DataType,
  order: WordOrder,
  bit = 0,
): number | undefined => {
  const length = registersOf[type] * 2;
  const start = at * 2;
  if (at < 0 || start + length > registers.byteLength) return undefined;
  // A Buffer's own slice would share its memory, and the turning below would reach the other tags.
  const bytes = Uint8Array.prototype.slice.call(registers, start, start + length);
  if (order === "little") bytes.reverse();
  else if (order === "swappedBytes") swapBytes(bytes);
  else if (order === "littleWords") swapBytes(bytes.reverse());
  return decode(new DataView(bytes.buffer, bytes.byteOffset, length), type, bit);
};

/** Whether a number of this type may be another than the device meant. */
export const isRounded = (value: number, type: DataType): boolean =>
  (type === "int64" || type === "uint64") && !Number.isSafeInteger(value);

const decode = (view: DataView, type: DataType, bit: number): number => {
  switch (type) {
    case "int16":
      return view.getInt16(0);
    case "uint16":
      return view.getUint16(0);
    case "int32":
      return view.getInt32(0);
    case "uint32":
      return view.getUint32(0);
    case "int64":
      return Number(view.getBigInt64(0));
    case "uint64":
      return Number(view.getBigUint64(0));
    case "float32":
      return view.getFloat32(0);
    case "float64":
      return view.getFloat64(0);
    case "bit":
      return (view.getUint16(0) >> bit) & 1;
  }
};

const swapBytes = (bytes: Uint8Array): void => {
  for (let i = 0; i + 1 < bytes.length; i += 2) {
    const high = bytes[i] ?? 0;
    bytes[i] = bytes[i + 1] ?? 0;
    bytes[i + 1] = high;
  }
};
