import type { DatabaseSync } from "node:sqlite";
import { ROLL_UP_MS } from "../../kit/store.ts";

/** One series of a server, known by its tags. */
export interface RemoteSeries {
  readonly id: number;
  /** From here on every write to it was noted, so that what is not dirty has a true roll-up; NEVER: not known. */
  readonly fromMs: number;
}

/** Ten minutes of a series whose roll-up is not made yet or was overtaken by what came late. */
export interface DirtyBucket {
  readonly seriesId: number;
  /** Canonical JSON. */
  readonly tags: string;
  readonly bucketMs: number;
  /** Counts the notes: the bucket is clean only if it did not change while it was reckoned. */
  readonly seq: number;
}

/** Of a series whose past can't be known. */
export const NEVER = 8_640_000_000_000_000;
/** Ten minutes are reckoned when data is this far behind their start: stragglers of ten minutes cost nothing. */
const CLOSED_AFTER_MS = 2 * ROLL_UP_MS;

/**
 * Which roll-ups on a server are not true yet, in the local file, so that a kill forgets none. The newest ten minutes of a series always
 * stay noted and say how far it is.
 *
 * @param place server and database: another one has roll-ups of its own
 */
export const dirtyBuckets = (db: DatabaseSync, place: string) => {
  const find = db.prepare("SELECT id, from_ms FROM remote_series WHERE place = ? AND tags = ?");
  const insert = db.prepare(
    "INSERT INTO remote_series (place, tags, from_ms, newest_ms) VALUES (?, ?, ?, 0) ON CONFLICT DO NOTHING",
  );
  const setFrom = db.prepare("UPDATE remote_series SET from_ms = ? WHERE place = ? AND tags = ?");
  const note = db.prepare(
    `INSERT INTO remote_dirty (bucket_ms, series_id, seq, added_ms) VALUES (?, ?, 0, ?)
     ON CONFLICT DO UPDATE SET seq = seq + 1`,
  );
  const setNewest = db.prepare("UPDATE remote_series SET newest_ms = ?2 WHERE id = ?1 AND newest_ms < ?2");
  const DUE = `FROM remote_dirty JOIN remote_series ON id = series_id
    WHERE place = ?1 AND bucket_ms <= newest_ms - ${CLOSED_AFTER_MS}`;
  const firstDue = db.prepare(`SELECT bucket_ms ${DUE} ORDER BY bucket_ms LIMIT 1`);
  const dueWithin = db.prepare(
    `SELECT series_id, tags, bucket_ms, seq ${DUE} AND bucket_ms >= ?2 AND bucket_ms < ?3 ORDER BY bucket_ms LIMIT ?4`,
  );
  const clean = db.prepare("DELETE FROM remote_dirty WHERE bucket_ms = ? AND series_id = ? AND seq = ?");
  const within = db.prepare(
    "SELECT bucket_ms FROM remote_dirty WHERE bucket_ms >= ? AND bucket_ms < ? AND series_id = ? ORDER BY bucket_ms",
  );

  return {
    /** @param tags canonical JSON */
    series: (tags: string): RemoteSeries | undefined => {
      const row = find.get(place, tags);
      return row && { id: Number(row["id"]), fromMs: Number(row["from_ms"]) };
    },
    /** Within a transaction. */
    addSeries: (tags: string, fromMs: number): void => void insert.run(place, tags, fromMs),
    /** Within a transaction: what was before is rolled up now (0), or can't be known any more (`NEVER`). */
    setFrom: (tags: string, fromMs: number): void => void setFrom.run(fromMs, place, tags),
    /** Within a transaction. */
    note: (id: number, bucketMs: number, nowMs: number): void => {
      note.run(bucketMs, id, Math.round(nowMs));
      setNewest.run(id, bucketMs);
    },
    /** What can be reckoned, from the oldest on, within so long a time. */
    due: (spanMs: number, most: number): readonly DirtyBucket[] => {
      const first = firstDue.get(place)?.["bucket_ms"];
      if (first === undefined) return [];
      const fromMs = Number(first);
      return dueWithin.all(place, fromMs, fromMs + spanMs, most).map((row) => ({
        ...{ seriesId: Number(row["series_id"]), tags: String(row["tags"]) },
        ...{ bucketMs: Number(row["bucket_ms"]), seq: Number(row["seq"]) },
      }));
    },
    /** Within a transaction. */
    clean: (buckets: readonly DirtyBucket[]): void => {
      for (const { bucketMs, seriesId, seq } of buckets) clean.run(bucketMs, seriesId, seq);
    },
    /** Starts of the ten minutes of a series in [fromMs, toMs) that are not true, in their order. */
    within: (id: number, fromMs: number, toMs: number): readonly number[] =>
      within.all(fromMs, toMs, id).map((row) => Number(row["bucket_ms"])),
  };
};

export type DirtyBuckets = ReturnType<typeof dirtyBuckets>;
