import type { DatabaseSync } from "node:sqlite";

/**
 * Collections that grow by one document each time something is computed or changes. Others are records (work orders) or hold one
 * document an asset, and never age.
 */
const AGEING_COLLECTIONS = [
  "alarms",
  "forecasts",
  "forecast-bases",
  "shadow-forecasts",
  "scenarios",
  "quarantine",
  "waveforms-waiting",
];
const WAVEFORMS = "waveforms";
const SLICE = 200;

export interface DocumentRetention {
  /** 0 keeps all. */
  readonly retentionMs: number;
  /** Of waveforms, which are many times greater than anything else; 0: none are kept. */
  readonly waveformMs: number;
}

/** Deletes a few documents that are older than their retention, measured from the newest of their collection and owner. */
export const documentPruner = (db: DatabaseSync, { retentionMs, waveformMs }: DocumentRetention) => {
  const limits = new Map([
    ...(retentionMs > 0 ? AGEING_COLLECTIONS.map((name) => [name, retentionMs] as const) : []),
    [WAVEFORMS, waveformMs] as const,
  ]);
  const names = [...limits.keys()];
  const newest = db.prepare("SELECT owner, max(time_ms) AS time_ms FROM documents WHERE collection = ? GROUP BY owner");
  const remove = db.prepare(
    `DELETE FROM documents WHERE rowid IN
       (SELECT rowid FROM documents WHERE collection = ? AND owner = ? AND time_ms < ? ORDER BY time_ms LIMIT ${SLICE})`,
  );
  let turn = 0;

  /** One collection a call, within the open transaction. */
  return (): void => {
    const collection = names[turn++ % names.length] ?? WAVEFORMS;
    for (const row of newest.all(collection)) {
      remove.run(collection, String(row["owner"]), Number(row["time_ms"]) - (limits.get(collection) ?? 0));
    }
  };
};
