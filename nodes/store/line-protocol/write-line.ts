import type { Point } from "../../kit/store.ts";

/**
 * One point in InfluxDB's line protocol, its time in milliseconds. Numbers are floats, so that a whole number first does not make
 * an integer field that refuses the next 1.5.
 *
 * Names must have passed `checkNames`: no control character, no backslash, which line protocol cannot say without doubt.
 *
 * Source: https://docs.influxdata.com/influxdb/v1/write_protocols/line_protocol_reference/
 */
export const writeLine = ({ measurement, tags, fields, timeMs }: Point): string => {
  let line = measurement.replace(/[, ]/g, "\\$&");
  for (const tag of Object.keys(tags).sort()) line += `,${escaped(tag)}=${escaped(tags[tag] ?? "")}`;
  let separator = " ";
  for (const field in fields) {
    line += `${separator}${escaped(field)}=${valueText(fields[field])}`;
    separator = ",";
  }
  return `${line} ${Math.round(timeMs)}`;
};

const escaped = (name: string): string => name.replace(/[,= ]/g, "\\$&");

const valueText = (value: Point["fields"][string] | undefined): string =>
  typeof value === "string" ? `"${value.replace(/["\\]/g, "\\$&")}"` : String(value);
