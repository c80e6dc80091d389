import { ROLL_UP_MS } from "../../kit/store.ts";
import type { RemoteQuery } from "../outbox/remote.ts";
import { ROLLED_FIELD, ROLLED_MEASUREMENT } from "../remote-roll-ups/roll-up.ts";

/** Quotes a string for Flux; the client library's `fluxString`. */
export type Quote = (text: string) => { toString(): string };

const LATEST = "2262-01-01T00:00:00.000Z";

/**
 * One range query in Flux. `group()` merges the series that match; aggregated windows keep their start, which Flux cuts at
 * the start of the range, so the reader rounds it down to a multiple of the width.
 */
export const rangeFlux = (query: RemoteQuery, bucket: string, quote: Quote): string => {
  const { measurement, tags, field, fromMs, toMs, everyMs, aggregate, limit } = query;
  return [
    `from(bucket: ${quote(bucket)})`,
    `range(start: ${new Date(fromMs).toISOString()}, stop: ${new Date(toMs).toISOString()})`,
    `filter(fn: (r) => ${conditions(measurement, tags, quote)} and r["_field"] == ${quote(field)})`,
    "group()",
    `sort(columns: ["_time"])`,
    everyMs > 0
      ? `aggregateWindow(every: ${everyMs}ms, fn: ${aggregate}, createEmpty: false, timeSrc: "_start")`
      : undefined,
    limit > 0 ? `limit(n: ${limit})` : undefined,
    `keep(columns: ["_time", "_value"])`,
  ]
    .filter((stage) => stage !== undefined)
    .join(" |> ");
};

/** What a roll-up holds; each is a result of that name. */
export const ROLL_UP_FIELDS = ["count", "sum", "min", "max", "last"] as const;

/** Roll-ups of ten minutes, reckoned from the samples, by series. The range must begin and end with ten minutes. */
export const rollUpsFlux = (
  tags: Readonly<Record<string, string>>,
  fromMs: number,
  toMs: number,
  bucket: string,
  quote: Quote,
  field = ROLLED_FIELD,
): string => {
  const samples = [
    `samples = from(bucket: ${quote(bucket)})`,
    `range(start: ${new Date(fromMs).toISOString()}, stop: ${new Date(toMs).toISOString()})`,
    `filter(fn: (r) => ${conditions(ROLLED_MEASUREMENT, tags, quote)} and r["_field"] == ${quote(field)})`,
  ].join(" |> ");
  const results = ROLL_UP_FIELDS.map((fn) =>
    [
      "samples",
      `aggregateWindow(every: ${ROLL_UP_MS}ms, fn: ${fn}, createEmpty: false, timeSrc: "_start")`,
      `drop(columns: ["_start", "_stop"])`,
      `yield(name: "${fn}")`,
    ].join(" |> "),
  );
  return [samples, ...results].join("\n");
};

/** The newest value of every field of every series that matches, each with its time. */
export const latestFlux = (
  measurement: string,
  tags: Readonly<Record<string, string>>,
  bucket: string,
  quote: Quote,
): string =>
  [
    `from(bucket: ${quote(bucket)})`,
    `range(start: 1970-01-01T00:00:00Z, stop: ${LATEST})`,
    `filter(fn: (r) => ${conditions(measurement, tags, quote)})`,
    "last()",
    `drop(columns: ["_start", "_stop"])`,
  ].join(" |> ");

const conditions = (measurement: string, tags: Readonly<Record<string, string>>, quote: Quote): string =>
  [["_measurement", measurement] as const, ...Object.entries(tags)]
    .map(([key, value]) => `r[${quote(key)}] == ${quote(value)}`)
    .join(" and ");
