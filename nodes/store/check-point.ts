import { TwinError } from "../../models/errors/twin-error.ts";
import type { Point } from "../kit/store.ts";
import { storeErrors } from "./errors.ts";

/** A source without a clock says 1970. */
const EARLIEST_MS = Date.UTC(1971, 0, 1);
/** InfluxDB keeps int64 nanoseconds, which end in April 2262. */
const LATEST_MS = Date.UTC(2262, 0, 1);
const LONGEST_NAME = 1024;

export type FieldValue = number | string | boolean;

/**
 * The time as every driver keeps it: whole milliseconds.
 *
 * @throws TwinError TWIN-STORE-007
 */
export const checkedTimeMs = ({ measurement, timeMs }: Point): number => {
  if (timeMs >= EARLIEST_MS && timeMs < LATEST_MS) return Math.round(timeMs);
  throw new TwinError(storeErrors.invalidTime, { measurement, time: timeMs });
};

/** @throws TwinError TWIN-STORE-006, -008 */
export const checkValue = (measurement: string, field: string, value: unknown): void => {
  if (typeof value === "number") {
    if (Number.isFinite(value)) return;
    throw new TwinError(storeErrors.notFinite, { measurement, field, value: String(value) });
  }
  if (typeof value === "string" || typeof value === "boolean") return;
  throw new TwinError(storeErrors.invalidPoint, { measurement, reason: `the field ${field} is a ${typeof value}` });
};

/** @throws TwinError TWIN-STORE-006 where a field that is said to be an integer is none that a float64 holds exactly */
export const checkIntegers = ({ measurement, fields, integers }: Point): void => {
  for (const field of integers ?? []) {
    if (Number.isSafeInteger(fields[field])) continue;
    const reason = `the field ${field} is ${fields[field]}, which is no integer below 2^53`;
    throw new TwinError(storeErrors.invalidPoint, { measurement, reason });
  }
};

/**
 * Names that mean the same in every driver: no control character or backslash (InfluxDB's line protocol cannot say them
 * without doubt), no leading underscore or #
 * and not `time` (InfluxDB keeps these for itself), no empty tag.
 *
 * @throws TwinError TWIN-STORE-006
 */
export const checkNames = (measurement: string, tags: Readonly<Record<string, string>>): void => {
  checkName(measurement, "measurement", measurement);
  if (measurement.startsWith("#") || measurement.startsWith("_")) {
    throw new TwinError(storeErrors.invalidPoint, { measurement, reason: "its name begins with # or _" });
  }
  for (const tag in tags) {
    checkKey(measurement, "tag", tag);
    checkName(measurement, `tag ${tag}`, tags[tag]);
  }
};

/** @throws TwinError TWIN-STORE-006 */
export const checkKey = (measurement: string, what: string, key: string): void => {
  checkName(measurement, `${what} ${key}`, key);
  if (key === "time" || key.startsWith("_")) {
    throw new TwinError(storeErrors.invalidPoint, { measurement, reason: `${what} ${key} is a reserved name` });
  }
};

const checkName = (measurement: string, what: string, name: unknown): void => {
  const reason =
    typeof name !== "string"
      ? `is a ${typeof name}`
      : name.trim() === ""
        ? "is empty"
        : name.length > LONGEST_NAME
          ? "is too long"
          : hasForbidden(name)
            ? "has a control character or a backslash"
            : undefined;
  if (reason)
    throw new TwinError(storeErrors.invalidPoint, { measurement: String(measurement), reason: `${what} ${reason}` });
};

const hasForbidden = (name: string): boolean => {
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i);
    if (code < 32 || code === 127 || code === 92) return true;
  }
  return false;
};
