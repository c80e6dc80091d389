import type { DatabaseSync } from "node:sqlite";
import type { Batch } from "./outbox.ts";
import { unpackPoints } from "./payload.ts";

export interface Size {
  readonly points: number;
  readonly bytes: number;
}

const POINTS_A_BATCH = 5000;

/** The rows of one destination in the file: it has its own place, whatever others wait for. Those that change run in a transaction. */
export const outboxRows = (db: DatabaseSync, destination: string) => {
  const insert = db.prepare(
    "INSERT INTO outbox (destination, points, bytes, payload, added_ms) VALUES (?, ?, ?, ?, ?)",
  );
  const between = db.prepare(
    "SELECT id, points, payload FROM outbox WHERE destination = ? AND id > ? AND id <= ? ORDER BY id",
  );
  const remove = db.prepare("DELETE FROM outbox WHERE destination = ? AND id BETWEEN ? AND ? RETURNING points, bytes");
  const first = db.prepare("SELECT id, added_ms FROM outbox WHERE destination = ? ORDER BY id LIMIT 1");
  const last = db.prepare("SELECT max(id) AS id FROM outbox WHERE destination = ?");
  const sum = db.prepare("SELECT sum(points) AS points, sum(bytes) AS bytes FROM outbox WHERE destination = ?");

  return {
    insert: ({ points, bytes }: Size, payload: string, addedMs: number): void =>
      void insert.run(destination, points, bytes, payload, Math.round(addedMs)),

    /** The first rows with an id in (afterId, toId], as many as make one request. */
    batch: (afterId: number, toId = Number.MAX_SAFE_INTEGER): Batch | undefined => {
      const points: Batch["points"][number][] = [];
      let firstId = 0;
      let lastId = 0;
      for (const row of between.iterate(destination, afterId, toId)) {
        if (points.length > 0 && points.length + Number(row["points"]) > POINTS_A_BATCH) break;
        for (const point of unpackPoints(String(row["payload"]))) points.push(point);
        lastId = Number(row["id"]);
        firstId ||= lastId;
      }
      return lastId > 0 ? { points, firstId, lastId } : undefined;
    },

    remove: (firstId: number, lastId: number): Size[] => remove.all(destination, firstId, lastId).map(sizeOf),

    oldest: (): { readonly id: number; readonly addedMs: number } | undefined => {
      const row = first.get(destination);
      return row && { id: Number(row["id"]), addedMs: Number(row["added_ms"]) };
    },
    lastId: (): number => Number(last.get(destination)?.["id"] ?? 0),
    sum: (): Size => sizeOf(sum.get(destination)),
  };
};

const sizeOf = (row: unknown): Size => {
  const { points, bytes } = (row ?? {}) as Partial<Record<"points" | "bytes", unknown>>;
  return { points: Number(points ?? 0), bytes: Number(bytes ?? 0) };
};
