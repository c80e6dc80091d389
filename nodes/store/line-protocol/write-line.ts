import type { Point } from "../../kit/store.ts";
import { INTEGER_FIELD, isInteger } from "./integer-field.ts";

/**
 * One point in InfluxDB's line protocol, its time in milliseconds. Numbers are floats, so that a whole number first does not make
 * an integer field that refuses the next 1.5; those of which the point says that they are integers have a field of their own.
 *
 * Names must have passed `checkNames`: no control character, no backslash, which line protocol cannot say without doubt.
 *
 * Source: https://docs.influxdata.com/influxdb/v1/write_protocols/line_protocol_reference/
 */
export const writeLine = (point: Point): string => {
  const { measurement, tags, fields, timeMs } = point;
  let line = measurement.replace(/[, ]/g, "\\$&");
  for (const tag of Object.keys(tags).sort()) line += `,${escaped(tag)}=${escaped(tags[tag] ?? "")}`;
  let separator = " ";
  for (const field in fields) {
    line += isInteger(point, field)
      ? `${separator}${INTEGER_FIELD}=${fields[field]}i`
      : `${separator}${escaped(field)}=${valueText(fields[field])}`;
    separator = ",";
  }
  return `${line} ${Math.round(timeMs)}`;
};

const escaped = (name: string): string => name.replace(/[,= ]/g, "\\$&");

const valueText = (value: Point["fields"][string] | undefined): string =>
  typeof value === "string" ? `"${value.replace(/["\\]/g, "\\$&")}"` : String(value);
