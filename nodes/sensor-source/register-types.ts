/** How a number stands in Modbus registers (16 bits each, bytes big-endian as the Modbus application protocol 1.1b3 says). */
export const DATA_TYPES = {
  int16: "int16",
  uint16: "uint16",
  int32: "int32",
  uint32: "uint32",
  int64: "int64",
  uint64: "uint64",
  float32: "float32",
  float64: "float64",
  bit: "bit of a register",
} as const;
export type DataType = keyof typeof DATA_TYPES;

/** Order of the words and bytes of a number that takes several registers; A is its most significant byte. */
export const WORD_ORDERS = {
  big: "high word first (ABCD)",
  littleWords: "low word first (CDAB)",
  swappedBytes: "high word first, bytes swapped (BADC)",
  little: "low word first, bytes swapped (DCBA)",
} as const;
export type WordOrder = keyof typeof WORD_ORDERS;

export const registersOf: Readonly<Record<DataType, number>> = {
  int16: 1,
  uint16: 1,
  int32: 2,
  uint32: 2,
  int64: 4,
  uint64: 4,
  float32: 2,
  float64: 4,
  bit: 1,
};
