import type { DataValue, Variant } from "node-opcua-client";
import { qualityName } from "../../../../models/telemetry/quality.ts";
import { readQuality } from "../../read-quality.ts";
import { variantValue } from "../variant-value.ts";
import type { SeenNow } from "./seen-node.ts";

const SHOWN_CHARACTERS = 60;
const SHOWN_DIGITS = 7;
const MOST_ELEMENTS = 32;
/** VariantArrayType.Scalar of the library. */
const SCALAR = 0;

/** What a variable holds, as people read it. */
export const shownValue = ({ value: variant, statusCode }: DataValue): SeenNow => {
  const now = { quality: qualityName(readQuality(statusCode.value)), status: statusCode.name };
  const length = lengthOf(variant);
  if (length === undefined) return { value: text(variantValue(variant)), ...now };
  const elements = Array.from({ length: Math.min(length, MOST_ELEMENTS) }, (_, i) => text(variantValue(variant, i)));
  return { value: `[${length}]`, ...now, elements };
};

/** Of an array; undefined for anything else. */
const lengthOf = (variant: Variant | undefined): number | undefined => {
  const held: unknown = variant?.value;
  if (variant?.arrayType === SCALAR || typeof held !== "object" || held === null) return undefined;
  return "length" in held && typeof held.length === "number" ? held.length : undefined;
};

const text = (value: unknown): string => {
  if (value === null || value === undefined) return "";
  if (typeof value === "number" && !Number.isInteger(value)) return String(Number(value.toPrecision(SHOWN_DIGITS)));
  if (value instanceof Date) return value.toISOString();
  if (Buffer.isBuffer(value)) return `${value.length} bytes`;
  const plain = typeof value === "object" ? `{${value.constructor?.name ?? ""}}` : String(value);
  return plain.length > SHOWN_CHARACTERS ? `${plain.slice(0, SHOWN_CHARACTERS)}…` : plain;
};
