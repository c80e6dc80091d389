import type { DatabaseSync } from "node:sqlite";
import { ROLL_UP_MS } from "../../kit/store.ts";

/** Samples that one write rolls up at most, so that a file from before there were roll-ups catches up without a write that waits. */
const SLICE = 4000;

/** A bucket is closed when data is this far behind its start: stragglers of ten minutes cost nothing. */
const CLOSED_AFTER_MS = 2 * ROLL_UP_MS;

const bucketOf = (timeMs: number): number => Math.floor(timeMs / ROLL_UP_MS) * ROLL_UP_MS;

/**
 * Keeps, of each number series, one row of count, sum, least, greatest and last value for every ten minutes, so that a chart of a
 * year reads thousands of rows and not millions. `rolled.to_ms` says how far they go: each bucket before it is right, none from
 * it on has a row. What comes later than that, or is written again, has its bucket reckoned anew in the same transaction.
 *
 * It is read from the file at each write, not remembered: an import may write beside Node-RED.
 */
export const rollUps = (db: DatabaseSync) => {
  const rolledTo = db.prepare("SELECT to_ms FROM rolled WHERE series_id = ?");
  const setRolled = db.prepare(
    "INSERT INTO rolled (series_id, to_ms) VALUES (?, ?) ON CONFLICT (series_id) DO UPDATE SET to_ms = excluded.to_ms",
  );
  // with max(time_ms) alone SQLite takes the bare `value` from the newest row, so the greatest is asked for by itself
  const reckon = db.prepare(
    `INSERT OR REPLACE INTO rollups (series_id, bucket_ms, samples, total, least, greatest, last)
     SELECT ?1, bucket, n, total, least, greatest, (SELECT value FROM samples WHERE series_id = ?1 AND time_ms = newest)
       FROM (SELECT time_ms / ${ROLL_UP_MS} * ${ROLL_UP_MS} AS bucket, count(*) AS n, sum(value) AS total,
                    min(value) AS least, max(value) AS greatest, max(time_ms) AS newest
               FROM samples WHERE series_id = ?1 AND time_ms >= ?2 AND time_ms < ?3 GROUP BY bucket)`,
  );
  const sliceEnd = db.prepare(
    `SELECT time_ms FROM samples WHERE series_id = ? AND time_ms >= ? ORDER BY time_ms LIMIT 1 OFFSET ${SLICE}`,
  );
  const nextAfter = db.prepare("SELECT min(time_ms) AS time_ms FROM samples WHERE series_id = ? AND time_ms >= ?");

  /** @returns how far the roll-ups go then */
  const forward = (id: number, fromMs: number, closedMs: number): number => {
    const slice = sliceEnd.get(id, fromMs)?.["time_ms"];
    const first = Number(nextAfter.get(id, fromMs)?.["time_ms"] ?? closedMs);
    const most = slice === undefined ? closedMs : Math.max(bucketOf(Number(slice)), bucketOf(first) + ROLL_UP_MS);
    const toMs = Math.min(closedMs, most);
    if (toMs <= fromMs) return fromMs;
    reckon.run(id, fromMs, toMs);
    setRolled.run(id, toMs);
    return toMs;
  };

  return {
    /** Within the open transaction, after the samples of a series were written; times in any order. */
    written: (id: number, timesMs: readonly number[]): void => {
      const toMs = Number(rolledTo.get(id)?.["to_ms"] ?? 0);
      const late = new Set<number>();
      let newestMs = 0;
      for (const timeMs of timesMs) {
        if (timeMs < toMs) late.add(bucketOf(timeMs));
        else if (timeMs > newestMs) newestMs = timeMs;
      }
      for (const bucket of late) reckon.run(id, bucket, bucket + ROLL_UP_MS);
      if (newestMs >= toMs + CLOSED_AFTER_MS) forward(id, toMs, bucketOf(newestMs) - ROLL_UP_MS);
    },

    /** Rolls up all that is closed, slice by slice, each in a transaction of its own; for a file that was filled otherwise. */
    catchUp: (id: number, newestMs: number): void => {
      let toMs = Number(rolledTo.get(id)?.["to_ms"] ?? 0);
      for (let before = -1; before !== toMs; ) {
        before = toMs;
        db.exec("BEGIN IMMEDIATE");
        for (let slices = 0; slices < 100; slices++) toMs = forward(id, toMs, bucketOf(newestMs) - ROLL_UP_MS);
        db.exec("COMMIT");
      }
    },
  };
};

export type RollUps = ReturnType<typeof rollUps>;
