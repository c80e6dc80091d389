import { ARRAY, INT64, SCALAR, UINT64, type VariantLike } from "../opcua/variant-value.ts";

/**
 * What a message says of an OPC UA value, put together as the library has it. node-opcua gives a 64-bit integer as a plain list of its
 * high and low word, and any array of numbers as a typed one: so the two can be told apart.
 *
 * @param type name or number of the data type, where the message has one; without it a 64-bit integer is a signed one
 */
export const variantOf = (value: unknown, type: unknown): VariantLike => {
  if (isWords(value))
    return { dataType: type === UINT64 || type === "UInt64" ? UINT64 : INT64, arrayType: SCALAR, value };
  if (Array.isArray(value) && value.some(isWords)) return { ...variantOf(value[0], type), arrayType: ARRAY, value };
  const isArray = Array.isArray(value) || ArrayBuffer.isView(value);
  return { dataType: 0, arrayType: isArray ? ARRAY : SCALAR, value };
};

const isWords = (value: unknown): boolean => Array.isArray(value) && value.length === 2 && value.every(isWord);

const isWord = (value: unknown): boolean =>
  typeof value === "number" && Number.isInteger(value) && value >>> 0 === value;
