import type { DatabaseSync } from "node:sqlite";

/**
 * Collections that grow by one document each time something is computed. Others are records (work orders) or hold one
 * document an asset, and never age.
 */
const AGEING_COLLECTIONS = ["forecasts", "shadow-forecasts", "scenarios", "quarantine", "waveforms-waiting"];
const SLICE = 200;

/** Deletes a few documents that are older than the retention, measured from the newest of their collection and owner. */
export const documentPruner = (db: DatabaseSync, retentionMs: number) => {
  const newest = db.prepare("SELECT owner, max(time_ms) AS time_ms FROM documents WHERE collection = ? GROUP BY owner");
  const remove = db.prepare(
    `DELETE FROM documents WHERE rowid IN
       (SELECT rowid FROM documents WHERE collection = ? AND owner = ? AND time_ms < ? ORDER BY time_ms LIMIT ${SLICE})`,
  );
  let turn = 0;

  /** One collection a call, within the open transaction. */
  return (): void => {
    const collection = AGEING_COLLECTIONS[turn++ % AGEING_COLLECTIONS.length] ?? "";
    for (const row of newest.all(collection)) {
      remove.run(collection, String(row["owner"]), Number(row["time_ms"]) - retentionMs);
    }
  };
};
