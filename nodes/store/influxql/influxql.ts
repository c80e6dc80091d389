import { ROLL_UP_MS } from "../../kit/store.ts";
import type { RemoteQuery } from "../outbox/remote.ts";
import { ROLLED_FIELD, ROLLED_MEASUREMENT } from "../remote-roll-ups/roll-up.ts";

/** How the client library quotes: `quoted` for names, `stringLit` for values. */
export interface Quoting {
  quoted(name: string): string;
  stringLit(value: string): string;
}

/**
 * One range query in InfluxQL. Buckets start at multiples of their width since 1970, as in every driver; those without data
 * are left out.
 */
export const rangeQuery = (query: RemoteQuery, policy: string, quote: Quoting): string => {
  const { measurement, tags, field, fromMs, toMs, everyMs, aggregate, limit } = query;
  const name = quote.quoted(field);
  const time = [`time >= ${fromMs}ms`, `time < ${toMs}ms`];
  return [
    `SELECT ${everyMs > 0 ? `${aggregate}(${name})` : name} FROM ${source(measurement, policy, quote)}`,
    `WHERE ${[...tagConditions(tags, quote), ...time].join(" AND ")}`,
    everyMs > 0 ? `GROUP BY time(${everyMs}ms) fill(none)` : "",
    "ORDER BY time ASC",
    limit > 0 ? `LIMIT ${limit}` : "",
  ]
    .filter(Boolean)
    .join(" ");
};

/** Roll-ups of ten minutes, reckoned from the samples, by series. */
export const rollUpsQuery = (
  tags: Readonly<Record<string, string>>,
  fromMs: number,
  toMs: number,
  policy: string,
  quote: Quoting,
  field = ROLLED_FIELD,
): string => {
  const name = quote.quoted(field);
  const columns = ["count", "sum", "min", "max", "last"].map((aggregate) => `${aggregate}(${name}) AS "${aggregate}"`);
  const where = [...tagConditions(tags, quote), `time >= ${fromMs}ms`, `time < ${toMs}ms`].join(" AND ");
  const from = source(ROLLED_MEASUREMENT, policy, quote);
  return `SELECT ${columns.join(", ")} FROM ${from} WHERE ${where} GROUP BY time(${ROLL_UP_MS}ms), * fill(none)`;
};

/** Two statements, each by series: the newest value of every field (without times), and the newest point (for its time). */
export const latestQueries = (
  measurement: string,
  tags: Readonly<Record<string, string>>,
  policy: string,
  quote: Quoting,
): readonly [values: string, times: string] => {
  const conditions = tagConditions(tags, quote);
  const where = conditions.length > 0 ? ` WHERE ${conditions.join(" AND ")}` : "";
  const from = `FROM ${source(measurement, policy, quote)}${where}`;
  return [`SELECT last(*) ${from} GROUP BY *`, `SELECT * ${from} GROUP BY * ORDER BY time DESC LIMIT 1`];
};

const source = (measurement: string, policy: string, quote: Quoting): string =>
  policy ? `${quote.quoted(policy)}.${quote.quoted(measurement)}` : quote.quoted(measurement);

const tagConditions = (tags: Readonly<Record<string, string>>, quote: Quoting): readonly string[] =>
  Object.entries(tags).map(([tag, value]) => `${quote.quoted(tag)} = ${quote.stringLit(value)}`);
