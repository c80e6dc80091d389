import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import type { Aggregate, Range } from "../../kit/store.ts";
import type { CheckedQuery } from "../check-query.ts";
import { arrayRows } from "../sqlite/array-rows.ts";
import { bucketReader, canUseRollUps } from "./bucket-reader.ts";

/** Aggregates over one series from `t` to the end of its bucket. */
const OF_BUCKET: Readonly<Record<Aggregate, string>> = {
  mean: "avg(value)",
  min: "min(value)",
  max: "max(value)",
  count: "count(*)",
  last: "value",
};

/** ?1 series, ?2 from, ?3 to, ?4 width: the next bucket that has data is found by the key, which is four times faster than GROUP BY. */
const bucketsOfOne = (aggregate: Aggregate): string => `
  WITH RECURSIVE width(w) AS (SELECT CAST(?4 AS INTEGER)), bucket(t) AS (
    SELECT (SELECT min(time_ms) FROM samples WHERE series_id = ?1 AND time_ms >= ?2 AND time_ms < ?3)
    UNION ALL
    SELECT (SELECT min(time_ms) FROM samples
             WHERE series_id = ?1 AND time_ms >= (bucket.t / w + 1) * w AND time_ms < ?3)
      FROM bucket, width WHERE bucket.t IS NOT NULL)
  SELECT t / w * w,
         (SELECT ${OF_BUCKET[aggregate]} FROM samples
           WHERE series_id = ?1 AND time_ms >= t AND time_ms < min(?3, (t / w + 1) * w)
           ${aggregate === "last" ? "ORDER BY time_ms DESC LIMIT 1" : ""})
    FROM bucket, width WHERE t IS NOT NULL LIMIT ?5`;

/** The same over several series, ?1 a JSON array. With `max(time_ms)` SQLite takes the bare `value` from the row of the maximum. */
const bucketsOfMany = (aggregate: Aggregate): string => `
  SELECT time_ms / CAST(?4 AS INTEGER) * CAST(?4 AS INTEGER) AS bucket,
         ${aggregate === "last" ? "value, max(time_ms)" : OF_BUCKET[aggregate]}
    FROM samples WHERE series_id IN (SELECT value FROM json_each(?1)) AND time_ms >= ?2 AND time_ms < ?3
   GROUP BY bucket ORDER BY bucket LIMIT ?5`;

const RAW_OF_ONE = `SELECT time_ms, value FROM samples
  WHERE series_id = ? AND time_ms >= ? AND time_ms < ? ORDER BY time_ms LIMIT ?`;
const RAW_OF_MANY = `SELECT time_ms, value FROM samples
  WHERE series_id IN (SELECT value FROM json_each(?)) AND time_ms >= ? AND time_ms < ? ORDER BY time_ms, series_id LIMIT ?`;

/** Reads numbers of the series with these ids; each statement is prepared when it is first needed. */
export const rangeReader = (db: DatabaseSync) => {
  const readBuckets = bucketReader(db);
  const statements = new Map<string, ReturnType<DatabaseSync["prepare"]>>();
  const prepared = (sql: string) => {
    let statement = statements.get(sql);
    if (!statement) {
      statement = db.prepare(sql);
      statement.setReturnArrays(true);
      statements.set(sql, statement);
    }
    return statement;
  };

  return (ids: readonly number[], query: CheckedQuery): Range => {
    const [only] = ids;
    if (only === undefined) return columns([]);
    if (canUseRollUps(query)) return readBuckets(ids, query);
    const key = ids.length === 1 ? only : JSON.stringify(ids);
    const { fromMs, toMs, everyMs, aggregate, limit } = query;
    if (everyMs === 0) {
      const sql = ids.length === 1 ? RAW_OF_ONE : RAW_OF_MANY;
      return columns(arrayRows(prepared(sql), key, fromMs, toMs, limit));
    }
    const sql = ids.length === 1 ? bucketsOfOne(aggregate) : bucketsOfMany(aggregate);
    return columns(arrayRows(prepared(sql), key, fromMs, toMs, everyMs, limit));
  };
};

const columns = (rows: readonly SQLOutputValue[][]): Range => {
  const timesMs = new Float64Array(rows.length);
  const values = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    timesMs[i] = Number(rows[i]?.[0]);
    values[i] = Number(rows[i]?.[1]);
  }
  return { timesMs, values };
};
