import { QUALITY } from "../../models/telemetry/quality.ts";

/**
 * The quality byte of what a source says about a sample: an OPC UA status code (Part 4, 7.39: the two highest bits), an
 * object with such a `value`, one of our names, or a byte below 3. What is said in no known way is uncertain; nothing is good.
 */
export const readQuality = (said: unknown): number => {
  if (said === undefined || said === null) return QUALITY.good;
  if (typeof said === "number") return ofNumber(said);
  if (typeof said === "string") return ofName(said.toLowerCase());
  if (typeof said === "object" && "value" in said && typeof said.value === "number") return ofStatus(said.value);
  return QUALITY.uncertain;
};

const ofNumber = (code: number): number => (code === 1 || code === 2 ? code : ofStatus(code));

const ofStatus = (code: number): number => {
  const severity = code >>> 30;
  if (severity === 0) return QUALITY.good;
  return severity === 1 ? QUALITY.uncertain : QUALITY.bad;
};

const ofName = (name: string): number => {
  if (name.startsWith("good")) return QUALITY.good;
  return name.startsWith("bad") ? QUALITY.bad : QUALITY.uncertain;
};
