import { type DataType, registersOf, type WordOrder } from "./register-types.ts";

/**
 * Reads one number of Modbus registers (bytes big-endian inside of a register).
 *
 * @param registers bytes of consecutive registers, two each
 * @param at index of the number's first register in them
 * @returns undefined if the registers do not reach
 */
export const readRegisters = (
  registers: Uint8Array,
  at: number,
  type: DataType,
  order: WordOrder,
): number | undefined => {
  const length = registersOf[type] * 2;
  const start = at * 2;
  if (at < 0 || start + length > registers.byteLength) return undefined;
  if (order === "big") return decode(new DataView(registers.buffer, registers.byteOffset + start, length), type);
  const bytes = registers.slice(start, start + length);
  if (order === "little") bytes.reverse();
  else if (order === "swappedBytes") swapBytes(bytes);
  else swapBytes(bytes.reverse());
  return decode(new DataView(bytes.buffer, bytes.byteOffset, length), type);
};

const decode = (view: DataView, type: DataType): number => {
  switch (type) {
    case "int16":
      return view.getInt16(0);
    case "uint16":
      return view.getUint16(0);
    case "int32":
      return view.getInt32(0);
    case "uint32":
      return view.getUint32(0);
    case "float32":
      return view.getFloat32(0);
    case "float64":
      return view.getFloat64(0);
  }
};

const swapBytes = (bytes: Uint8Array): void => {
  for (let i = 0; i + 1 < bytes.length; i += 2) {
    const high = bytes[i] ?? 0;
    bytes[i] = bytes[i + 1] ?? 0;
    bytes[i + 1] = high;
  }
};
