/** DataType ids of OPC UA Part 6, 5.1.2. */
export const INT64 = 8;
export const UINT64 = 9;

/** A Variant of the library, or what a message tells of one. */
export interface VariantLike {
  readonly dataType: number;
  readonly arrayType: number;
  readonly value?: unknown;
}

/** Stands for an element that an array does not have. */
export const NO_ELEMENT = Symbol("no element");

/**
 * The number, boolean or text of a variant, anything else as it is. node-opcua gives 64-bit integers as [high, low] words; beyond 2^53
 * they are rounded to the nearest double.
 *
 * @param element of an array or matrix, counted from 0 row by row; undefined: the variant is one value
 */
export const variantValue = (variant: VariantLike | undefined, element?: number): unknown => {
  if (!variant) return undefined;
  const { value, dataType: type } = variant;
  const is64 = type === INT64 || type === UINT64;
  if (element === undefined || value === null || value === undefined)
    return is64 && variant.arrayType === SCALAR ? joined(value, type) : value;
  if (variant.arrayType === SCALAR || !isList(value) || element >= value.length) return NO_ELEMENT;
  return is64 ? joined(value[element], type) : value[element];
};

/** VariantArrayType of the library. */
export const SCALAR = 0;
export const ARRAY = 1;

const isList = (value: unknown): value is ArrayLike<unknown> => Array.isArray(value) || ArrayBuffer.isView(value);

const joined = (words: unknown, type: number): unknown => {
  if (!Array.isArray(words) || words.length !== 2) return words;
  const [high, low]: unknown[] = words;
  if (typeof high !== "number" || typeof low !== "number") return words;
  return (type === INT64 ? high | 0 : high >>> 0) * 2 ** 32 + (low >>> 0);
};
