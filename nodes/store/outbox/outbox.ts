import { TwinError } from "../../../models/errors/twin-error.ts";
import type { Point } from "../../kit/store.ts";
import { storeErrors } from "../errors.ts";
import type { Local } from "../sqlite/open-local.ts";
import { packPoints, unpackPoints } from "./payload.ts";

export interface OutboxOptions {
  /** Whose points these are; several destinations may share one file, each with its own place in it. */
  readonly destination: string;
  /** Bound of what waits, in bytes of payload. */
  readonly limitBytes: number;
  readonly whenFull: "refuse" | "overwriteOldest";
}

/** The oldest points that wait, and how to name them when they are done. */
export interface Batch {
  readonly points: readonly Point[];
  readonly lastId: number;
}

interface Size {
  points: number;
  bytes: number;
}

const POINTS_A_ROW = 5000;
const POINTS_A_BATCH = 5000;

/** Points that a server has yet to take, durable and in order. Rows of a destination leave from the front only. */
export const createOutbox = ({ db, commits }: Local, { destination, limitBytes, whenFull }: OutboxOptions) => {
  const insert = db.prepare("INSERT INTO outbox (destination, points, bytes, payload) VALUES (?, ?, ?, ?)");
  const oldest = db.prepare("SELECT id, points, payload FROM outbox WHERE destination = ? ORDER BY id");
  const remove = db.prepare("DELETE FROM outbox WHERE destination = ? AND id <= ? RETURNING points, bytes");
  const dropFirst = db.prepare(
    `DELETE FROM outbox WHERE id = (SELECT min(id) FROM outbox WHERE destination = ?) RETURNING points, bytes`,
  );
  const sum = db.prepare("SELECT sum(points) AS points, sum(bytes) AS bytes FROM outbox WHERE destination = ?");
  const kept: Size = sizeOf(sum.get(destination));
  /** Asked for but not committed. */
  const pending: Size = { points: 0, bytes: 0 };
  let change = { points: 0, bytes: 0, dropped: 0 };
  let dropped = 0;

  const count = (row: unknown, sign: 1 | -1): Size => {
    const size = sizeOf(row);
    change.points += sign * size.points;
    change.bytes += sign * size.bytes;
    return size;
  };
  commits.onEnd((committed) => {
    if (committed) {
      kept.points += change.points;
      kept.bytes += change.bytes;
      dropped += change.dropped;
    }
    change = { points: 0, bytes: 0, dropped: 0 };
  });

  const makeRoom = (): void => {
    while (kept.bytes + change.bytes > limitBytes) {
      const row = dropFirst.get(destination);
      if (!row) return;
      change.dropped += count(row, -1).points;
    }
  };

  const addRow = async (points: readonly Point[]): Promise<void> => {
    const payload = packPoints(points);
    const size = { points: points.length, bytes: Buffer.byteLength(payload) };
    const full = whenFull === "refuse" ? kept.bytes + pending.bytes + size.bytes : size.bytes;
    if (full > limitBytes) throw new TwinError(storeErrors.outboxFull, { waiting: kept.points, status: "outbox full" });
    pending.points += size.points;
    pending.bytes += size.bytes;
    try {
      await commits.commit(() => {
        insert.run(destination, size.points, size.bytes, payload);
        count(size, 1);
        if (whenFull === "overwriteOldest") makeRoom();
      });
    } finally {
      pending.points -= size.points;
      pending.bytes -= size.bytes;
    }
  };

  return {
    /** Resolves when the points are durable here. @throws TwinError TWIN-STORE-002, -015, -018 */
    add: async (points: readonly Point[]): Promise<void> => {
      const rows: Promise<void>[] = [];
      for (let i = 0; i < points.length; i += POINTS_A_ROW) rows.push(addRow(points.slice(i, i + POINTS_A_ROW)));
      await Promise.all(rows);
    },

    next: (): Batch | undefined => {
      const points: Point[] = [];
      let lastId = 0;
      for (const row of oldest.iterate(destination)) {
        if (points.length > 0 && points.length + Number(row["points"]) > POINTS_A_BATCH) break;
        for (const point of unpackPoints(String(row["payload"]))) points.push(point);
        lastId = Number(row["id"]);
      }
      return lastId > 0 ? { points, lastId } : undefined;
    },

    /** Forgets a batch that the server has taken; `alongside` is committed with it. */
    done: (batch: Batch, alongside: () => void): Promise<void> =>
      commits.commit(() => {
        alongside();
        for (const row of remove.all(destination, batch.lastId)) count(row, -1);
      }),

    waiting: (): number => kept.points + pending.points,
    /** Points that were overwritten since the store was opened. */
    dropped: (): number => dropped,
  };
};

export type Outbox = ReturnType<typeof createOutbox>;

const sizeOf = (row: unknown): Size => {
  const { points, bytes } = (row ?? {}) as Partial<Record<"points" | "bytes", unknown>>;
  return { points: Number(points ?? 0), bytes: Number(bytes ?? 0) };
};
