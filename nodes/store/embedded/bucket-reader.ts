import type { DatabaseSync } from "node:sqlite";
import { type Aggregate, type Range, ROLL_UP_MS } from "../../kit/store.ts";
import type { CheckedQuery } from "../check-query.ts";
import { arrayRows } from "../sqlite/array-rows.ts";

/** Each part of a bucket as [value, weight]; parts of several series are joined by `JOIN`. */
const PART: Readonly<Record<Aggregate, string>> = {
  mean: "sum(total), sum(samples)",
  min: "min(least), 0",
  max: "max(greatest), 0",
  count: "sum(samples), 0",
  // with one max() SQLite takes the bare `last` from the row of the maximum
  last: "last, max(time_ms)",
};

type Part = readonly [value: number, weight: number];
const JOIN: Readonly<Record<Aggregate, (a: Part, b: Part) => Part>> = {
  mean: (a, b) => [a[0] + b[0], a[1] + b[1]],
  min: (a, b) => (b[0] < a[0] ? b : a),
  max: (a, b) => (b[0] > a[0] ? b : a),
  count: (a, b) => [a[0] + b[0], 0],
  last: (a, b) => (b[1] >= a[1] ? b : a),
};

/** ?1 series, ?2 from, ?3 to, ?4 width, ?5 and ?6 the part of the range that roll-ups tell of: samples are read before and after it. */
const parts = (aggregate: Aggregate): string => `
  SELECT time_ms / CAST(?4 AS INTEGER) * CAST(?4 AS INTEGER) AS bucket, ${PART[aggregate]} FROM (
    SELECT bucket_ms AS time_ms, samples, total, least, greatest, last FROM rollups
     WHERE series_id = ?1 AND bucket_ms >= ?5 AND bucket_ms < ?6
    UNION ALL SELECT time_ms, 1, value, value, value, value FROM samples
     WHERE series_id = ?1 AND time_ms >= ?2 AND time_ms < ?5
    UNION ALL SELECT time_ms, 1, value, value, value, value FROM samples
     WHERE series_id = ?1 AND time_ms >= ?6 AND time_ms < ?3)
  GROUP BY bucket`;

/** True where the buckets of a query are made of whole roll-ups and its range holds at least one. */
export const canUseRollUps = ({ everyMs, fromMs, toMs }: CheckedQuery): boolean =>
  everyMs >= ROLL_UP_MS && everyMs % ROLL_UP_MS === 0 && toMs - fromMs >= 2 * ROLL_UP_MS;

/** Aggregates from roll-ups, and from samples where there are none: at both ends of the range, and of the newest minutes. */
export const bucketReader = (db: DatabaseSync) => {
  const rolledTo = db.prepare("SELECT to_ms FROM rolled WHERE series_id = ?");
  const statements = new Map<Aggregate, ReturnType<DatabaseSync["prepare"]>>();
  const prepared = (aggregate: Aggregate) => {
    let statement = statements.get(aggregate);
    if (!statement) {
      statement = db.prepare(parts(aggregate));
      statement.setReturnArrays(true);
      statements.set(aggregate, statement);
    }
    return statement;
  };

  return (ids: readonly number[], { fromMs, toMs, everyMs, aggregate, limit }: CheckedQuery): Range => {
    const buckets = new Map<number, Part>();
    const join = JOIN[aggregate];
    for (const id of ids) {
      const beginMs = Math.ceil(fromMs / ROLL_UP_MS) * ROLL_UP_MS;
      const rolledMs = Number(rolledTo.get(id)?.["to_ms"] ?? 0);
      const endMs = Math.max(beginMs, Math.min(rolledMs, Math.floor(toMs / ROLL_UP_MS) * ROLL_UP_MS));
      for (const row of arrayRows(prepared(aggregate), id, fromMs, toMs, everyMs, beginMs, endMs)) {
        const [bucket, part] = [Number(row[0]), [Number(row[1]), Number(row[2])] as const];
        const known = buckets.get(bucket);
        buckets.set(bucket, known ? join(known, part) : part);
      }
    }
    const sorted = [...buckets].sort(([a], [b]) => a - b).slice(0, limit > 0 ? limit : undefined);
    return {
      timesMs: Float64Array.from(sorted, ([bucket]) => bucket),
      values: Float64Array.from(sorted, ([, [value, weight]]) => (aggregate === "mean" ? value / weight : value)),
    };
  };
};
