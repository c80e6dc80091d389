import type { Variant } from "node-opcua-client";

/** DataType ids of OPC UA Part 6, 5.1.2. */
const INT64 = 8;
const UINT64 = 9;

/**
 * The number or boolean of a variant, anything else as it is. node-opcua gives 64-bit integers as [high, low] words; beyond 2^53
 * they are rounded to the nearest double.
 */
export const variantValue = (variant: Variant | undefined): unknown => {
  if (!variant) return undefined;
  const value: unknown = variant.value;
  const type: number = variant.dataType;
  if ((type !== INT64 && type !== UINT64) || !Array.isArray(value) || value.length !== 2) return value;
  const [high, low]: unknown[] = value;
  if (typeof high !== "number" || typeof low !== "number") return value;
  return (type === INT64 ? high | 0 : high >>> 0) * 2 ** 32 + (low >>> 0);
};
