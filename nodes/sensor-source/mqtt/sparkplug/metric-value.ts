import type { Words } from "./field-values.ts";

/** Data types of Sparkplug 3.0, section 6.4.16 (`DataType`). */
export const DATA_TYPE = {
  int8: 1,
  int16: 2,
  int32: 3,
  int64: 4,
  uint8: 5,
  uint16: 6,
  uint32: 7,
  uint64: 8,
  float: 9,
  double: 10,
  boolean: 11,
  string: 12,
  dateTime: 13,
  text: 14,
} as const;

/** A value as the payload has it; what it means is said by its data type, which only the birth has to carry. */
export type RawValue = number | boolean | string | Words | { readonly unread: string };

/**
 * The value by its data type. Integers of 8 and 16 bits come as 32 bits, whether or not their sign was extended (6.4.17); 64-bit
 * integers beyond 2^53 are rounded to the nearest double. Anything that is no number, boolean or text is given as it is.
 */
export const metricValue = (raw: RawValue, datatype: number | undefined): unknown => {
  if (typeof raw !== "object" || "unread" in raw) return raw;
  const { low, high } = raw;
  switch (datatype) {
    case DATA_TYPE.int8:
      return (low << 24) >> 24;
    case DATA_TYPE.int16:
      return (low << 16) >> 16;
    case DATA_TYPE.int32:
      return low | 0;
    case DATA_TYPE.int64:
      return (high | 0) * 2 ** 32 + low;
    case DATA_TYPE.boolean:
      return low !== 0 || high !== 0;
    case DATA_TYPE.uint8:
      return low & 0xff;
    case DATA_TYPE.uint16:
      return low & 0xffff;
    case DATA_TYPE.uint32:
      return low;
    default:
      return high * 2 ** 32 + low;
  }
};

/** Whether its values are numbers or booleans. */
export const isNumeric = (datatype: number | undefined): boolean =>
  datatype !== undefined && datatype >= DATA_TYPE.int8 && datatype <= DATA_TYPE.boolean;
