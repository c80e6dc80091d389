import type { DatabaseSync } from "node:sqlite";
import { ROLL_UP_MS } from "../../kit/store.ts";
import type { Series, SeriesRegistry } from "./series-registry.ts";

/** At most so many rows go in one slice, so that no write waits long for it. */
const SLICE = 4000;

/**
 * Deletes samples that are older than the retention, in small slices, one series a call. Age is measured from the newest
 * sample of the same series, not from the clock: history that is replayed from years ago is kept like live data.
 */
export const samplePruner = (db: DatabaseSync, registry: SeriesRegistry, retentionMs: number) => {
  const remover = (table: string) =>
    db.prepare(
      `DELETE FROM ${table} WHERE series_id = ?1 AND time_ms < min(
         (SELECT max(time_ms) FROM ${table} WHERE series_id = ?1) - ?2,
         ifnull((SELECT time_ms FROM ${table} WHERE series_id = ?1 ORDER BY time_ms LIMIT 1 OFFSET ${SLICE}), 9e15))`,
    );
  const number = remover("samples");
  const text = remover("texts");
  const rollUps = db.prepare(
    `DELETE FROM rollups WHERE series_id = ?1 AND bucket_ms <=
       (SELECT min(time_ms) FROM samples WHERE series_id = ?1) - ${ROLL_UP_MS}`,
  );
  let round: Series[] = [];

  /** Within the open transaction. */
  return (): void => {
    if (round.length === 0) round = [...registry.all()];
    const series = round.pop();
    if (!series || series.id === 0) return;
    (series.kind === "number" ? number : text).run(series.id, retentionMs);
    if (series.kind === "number") rollUps.run(series.id);
  };
};
