import type { HttpError, InfluxDB, Point as LinePoint } from "@influxdata/influxdb-client";
import { TwinError } from "../../../models/errors/twin-error.ts";
import type { LatestRow, Point, Range } from "../../kit/store.ts";
import { storeErrors } from "../errors.ts";
import { INTEGER_FIELD, isInteger } from "../line-protocol/integer-field.ts";
import { resultOfFailure } from "../outbox/refusal.ts";
import type { Remote, SendResult } from "../outbox/remote.ts";
import { withIntegers } from "../outbox/with-integers.ts";
import type { RollUp } from "../remote-roll-ups/roll-up.ts";
import { seriesName } from "../remote-roll-ups/roll-up.ts";
import { latestFlux, rangeFlux, rollUpsFlux } from "./flux.ts";

export interface Influx2Options {
  readonly url: string;
  readonly org: string;
  readonly bucket: string;
  readonly token: string;
  /** Where points wait; for messages. */
  readonly file: string;
}

type Library = typeof import("@influxdata/influxdb-client");
type FluxRow = Readonly<Record<string, string | number | boolean | null>>;

const TIMEOUT_MS = 15_000;
const MOST_BYTES = 50_000_000;

/** InfluxDB 2.x, by `@influxdata/influxdb-client`: line protocol in milliseconds, numbers floats unless the channel says integer, Flux. */
export const influx2Remote = (options: Influx2Options): Remote => {
  const { url, org, bucket, token, file } = options;
  let connected: Promise<{ library: Library; client: InfluxDB }> | undefined;
  const influx = () => {
    connected ??= import("@influxdata/influxdb-client").then((library) => ({
      library,
      client: new library.InfluxDB({ url, token, timeout: TIMEOUT_MS }),
    }));
    return connected;
  };

  const rows = async (toFlux: (quote: Library["fluxString"]) => string): Promise<readonly FluxRow[]> => {
    const { library, client } = await influx();
    try {
      return await client.getQueryApi(org).collectRows<FluxRow>(toFlux(library.fluxString));
    } catch (thrown) {
      const { status, reason } = failureOf(thrown);
      throw status >= 400 && status < 429
        ? new TwinError(storeErrors.queryRefused, { url, reason }, thrown)
        : new TwinError(storeErrors.away, { url, file, reason, status: "store away" }, thrown);
    }
  };

  return withIntegers({
    url,
    place: `${url.replace(/\/$/, "")} ${org} ${bucket}`,
    /** The bucket and its retention are the server's to make; a missing one shows with the first write. */
    prepare: async () => ({ kind: "taken" }),

    send: async (points): Promise<SendResult> => {
      const { library, client } = await influx();
      const api = client.getWriteApi(org, bucket, "ms", {
        batchSize: points.length + 1,
        maxBatchBytes: MOST_BYTES,
        flushInterval: 0,
        maxRetries: 0,
        // Without this the library writes each failure to the console.
        writeFailed: (error) => Promise.reject(error),
      });
      api.writePoints(points.map((point) => linePoint(new library.Point(point.measurement), point)));
      try {
        await api.flush();
        return { kind: "taken" };
      } catch (thrown) {
        const { status, reason, retryAfterMs } = failureOf(thrown);
        return resultOfFailure(status, reason, points.length, retryAfterMs);
      }
    },

    range: async (query): Promise<Range> => {
      const found = await rows((quote) => rangeFlux(query, bucket, quote));
      const numbers = found.filter((row) => typeof row["_value"] === "number");
      const width = query.everyMs || 1;
      return {
        timesMs: Float64Array.from(numbers, (row) => Math.floor(Date.parse(String(row["_time"])) / width) * width),
        values: Float64Array.from(numbers, (row) => Number(row["_value"])),
      };
    },

    latest: async (measurement, tags) =>
      mergeFields(await rows((quote) => latestFlux(measurement, tags, bucket, quote))),

    rollUps: async (tags, fromMs, toMs, field) =>
      mergeResults(await rows((quote) => rollUpsFlux(tags, fromMs, toMs, bucket, quote, field))),
  });
};

const linePoint = (line: LinePoint, point: Point): LinePoint => {
  const { tags, fields, timeMs } = point;
  for (const tag in tags) line.tag(tag, tags[tag] ?? "");
  for (const field in fields) {
    const value = fields[field];
    if (isInteger(point, field)) line.intField(INTEGER_FIELD, value);
    else if (typeof value === "number") line.floatField(field, value);
    else if (typeof value === "boolean") line.booleanField(field, value);
    else line.stringField(field, value);
  }
  return line.timestamp(timeMs);
};

/** Flux answers one row a result: those of one set of tags and one time become one. */
const mergeResults = (rows: readonly FluxRow[]): readonly RollUp[] => {
  const merged = new Map<string, RollUp>();
  for (const row of rows) {
    const tags = tagsOf(row);
    const timeMs = Date.parse(String(row["_time"]));
    const key = `${timeMs} ${seriesName(tags)}`;
    const known = merged.get(key) ?? { tags, timeMs, count: 0, sum: 0, min: 0, max: 0, last: 0 };
    merged.set(key, { ...known, [String(row["result"])]: Number(row["_value"]) });
  }
  return [...merged.values()];
};

const tagsOf = (row: FluxRow): Record<string, string> => {
  const tags: Record<string, string> = {};
  for (const [key, value] of Object.entries(row)) {
    if (typeof value === "string" && value !== "" && !key.startsWith("_") && key !== "result") tags[key] = value;
  }
  return tags;
};

/** Flux answers one row a field: those of one set of tags become one. */
const mergeFields = (rows: readonly FluxRow[]): readonly LatestRow[] => {
  const merged = new Map<
    string,
    { tags: Record<string, string>; fields: Record<string, string | number | boolean>; timeMs: number }
  >();
  for (const row of rows) {
    const tags = tagsOf(row);
    const key = JSON.stringify(Object.entries(tags).sort());
    const latest = merged.get(key) ?? { tags, fields: {}, timeMs: 0 };
    merged.set(key, latest);
    const value = row["_value"];
    if (value !== null && value !== undefined) latest.fields[String(row["_field"])] = value;
    latest.timeMs = Math.max(latest.timeMs, Date.parse(String(row["_time"])));
  }
  return [...merged.values()];
};

const failureOf = (
  thrown: unknown,
): { readonly status: number; readonly reason: string; readonly retryAfterMs?: number } => {
  if (!(thrown instanceof Error)) return { status: 0, reason: String(thrown) };
  const { statusCode, json } = thrown as Partial<HttpError>;
  const code = "code" in thrown && typeof thrown.code === "string" ? thrown.code : "";
  const reason = typeof json?.message === "string" ? json.message : thrown.message || code || "no answer";
  const retryAfterMs = statusCode && "retryAfter" in thrown ? (thrown as HttpError).retryAfter() : 0;
  return { status: statusCode ?? 0, reason, ...(retryAfterMs > 0 ? { retryAfterMs } : {}) };
};
