import type { IResponse } from "influx";
import { TwinError } from "../../../models/errors/twin-error.ts";
import type { LatestRow, Point, Range } from "../../kit/store.ts";
import type { CheckedQuery } from "../check-query.ts";
import { storeErrors } from "../errors.ts";
import { resultOfFailure } from "../outbox/refusal.ts";
import type { Remote, SendResult } from "../outbox/remote.ts";
import { answered, connect, failureOf, type Influx1, type Influx1Options } from "./influx1-client.ts";
import { ensurePolicy } from "./influx1-policy.ts";
import { latestQueries, rangeQuery } from "./influxql.ts";

/** InfluxDB 1.x, by the npm library `influx`: line protocol in milliseconds, numbers always floats, InfluxQL. */
export const influx1Remote = (options: Influx1Options): Remote => {
  const { url, database, file } = options;
  let connected: Promise<Influx1> | undefined;
  let policy: Promise<string> | undefined;
  const influx = (): Promise<Influx1> => {
    connected ??= connect(options);
    return connected;
  };
  const policyName = async (): Promise<string> => {
    policy ??= ensurePolicy(await influx(), options);
    return policy;
  };

  const attempt = async (count: number, action: () => Promise<unknown>): Promise<SendResult> => {
    try {
      await action();
      return { kind: "taken" };
    } catch (thrown) {
      const { status, reason } = failureOf(thrown);
      return resultOfFailure(status, reason, count);
    }
  };

  const ask = async (
    queries: (policy: string, influx: Influx1) => readonly string[],
  ): Promise<IResponse["results"]> => {
    try {
      const { client, quoting } = await influx();
      const all = queries(await policyName(), { client, quoting });
      const answer: IResponse = await answered(() => client.queryRaw([...all], { database, precision: "ms" }));
      const refused = answer.results.find(({ error }) => error)?.error;
      if (refused) throw new TwinError(storeErrors.queryRefused, { url, reason: refused });
      return answer.results;
    } catch (thrown) {
      policy = undefined;
      if (thrown instanceof TwinError) throw thrown;
      const { status, reason } = failureOf(thrown);
      throw status === 400 || status === 403 || status === 404
        ? new TwinError(storeErrors.queryRefused, { url, reason }, thrown)
        : new TwinError(storeErrors.away, { url, file, reason, status: "store away" }, thrown);
    }
  };

  return {
    url,
    prepare: () => {
      policy = undefined;
      return attempt(0, policyName);
    },

    send: (points) =>
      attempt(points.length, async () => {
        const { client, quoting } = await influx();
        const retentionPolicy = await policyName();
        const lines = points.map(({ measurement, tags, fields, timeMs }: Point) => ({
          measurement: quoting.measurement(measurement),
          tags,
          fields: asWritten(fields),
          timestamp: timeMs,
        }));
        await answered(() =>
          client.writePoints(lines, { database, precision: "ms", ...(retentionPolicy && { retentionPolicy }) }),
        );
      }),

    range: async (query: CheckedQuery): Promise<Range> => {
      const [result] = await ask((name, { quoting }) => [rangeQuery(query, name, quoting)]);
      const series: Series | undefined = result?.series?.[0];
      const rows = (series?.values ?? []).filter((row) => typeof row[1] === "number");
      return {
        timesMs: Float64Array.from(rows, (row) => Number(row[0])),
        values: Float64Array.from(rows, (row) => Number(row[1])),
      };
    },

    latest: async (measurement, tags) => {
      const [values, times] = await ask((name, { quoting }) => latestQueries(measurement, tags, name, quoting));
      const timeOf = new Map(
        (times?.series ?? []).map((series) => [seriesKey(series), Number(series.values?.[0]?.[0])]),
      );
      return (values?.series ?? []).flatMap((series) => latestRow(series, timeOf.get(seriesKey(series))) ?? []);
    },
  };
};

/** The library quotes strings wrongly where a backslash stands before a quote, but writes any object as its own text. */
const asWritten = (fields: Point["fields"]): Readonly<Record<string, unknown>> => {
  if (!Object.values(fields).some((value) => typeof value === "string")) return fields;
  const quoted = (text: string): string => `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
  return Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [
      field,
      typeof value === "string" ? { toString: () => quoted(value) } : value,
    ]),
  );
};

/** As the server sends it; the library leaves its rows untyped. */
interface Series {
  readonly tags?: Readonly<Record<string, string>>;
  readonly columns: readonly string[];
  readonly values?: readonly (readonly (string | number | boolean | null)[])[];
}

const seriesKey = ({ tags = {} }: Series): string => JSON.stringify(Object.entries(tags).sort());

/** `last(*)` names the column of a field `last_FIELD`; a tag that a series does not have is an empty string. */
const latestRow = ({ tags = {}, columns, values }: Series, timeMs: number | undefined): LatestRow | undefined => {
  const row = values?.[0];
  if (!row || timeMs === undefined) return undefined;
  const fields: Record<string, string | number | boolean> = {};
  columns.forEach((column, i) => {
    const value = row[i];
    if (column.startsWith("last_") && value !== null && value !== undefined)
      fields[column.slice("last_".length)] = value;
  });
  return { tags: Object.fromEntries(Object.entries(tags).filter(([, value]) => value !== "")), fields, timeMs };
};
