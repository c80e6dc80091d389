import { TwinError } from "../../../models/errors/twin-error.ts";
import type { Clock } from "../../kit/clock.ts";
import { formatDuration } from "../../kit/format-duration.ts";
import type { OutboxProgress, Point } from "../../kit/store.ts";
import { storeErrors } from "../errors.ts";
import type { Local } from "../sqlite/open-local.ts";
import { outboxRows, type Size } from "./outbox-rows.ts";
import { packPoints } from "./payload.ts";
import { rateMeter } from "./rate-meter.ts";

export interface OutboxOptions {
  /** Whose points these are; several destinations may share one file, each with its own place in it. */
  readonly destination: string;
  /** Bound of what waits, in bytes of payload. */
  readonly limitBytes: number;
  /** Bound of how long the oldest may wait; 0 or absent for none. */
  readonly limitAgeMs?: number;
  readonly whenFull: "refuse" | "overwriteOldest";
  /** After an outage: all in its order, or what comes from now on before what has waited. Absent: in order. */
  readonly sendFirst?: "oldest" | "live";
}

/** Points that go to the server together, and the rows that hold them. */
export interface Batch {
  readonly points: readonly Point[];
  readonly firstId: number;
  readonly lastId: number;
}

const POINTS_A_ROW = 5000;
/** A clock that says less has not been set yet: what was taken by it has no age, so that setting it drops nothing. */
const CLOCK_SET_MS = Date.UTC(2025, 0, 1);
const NOTHING = { points: 0, bytes: 0, dropped: 0 };

/** Points that a server has yet to take, durable. Within the backlog and within the live data nothing overtakes. */
export const createOutbox = ({ db, commits }: Local, options: OutboxOptions, clock: Clock) => {
  const { limitBytes, limitAgeMs = 0, whenFull, sendFirst = "oldest" } = options;
  const rows = outboxRows(db, options.destination);
  const sent = rateMeter(clock.nowMs);
  const added = rateMeter(clock.nowMs);
  const kept = { ...rows.sum() };
  /** Asked for but not committed. */
  const pending = { points: 0, bytes: 0 };
  let change = { ...NOTHING };
  let dropped = 0;
  /** Rows after it are live, those up to it are the backlog. */
  let backlogEndId = rows.lastId();

  const count = ({ points, bytes }: Size, sign: 1 | -1): number => {
    change.points += sign * points;
    change.bytes += sign * bytes;
    return points;
  };
  commits.onEnd((committed) => {
    if (committed) {
      kept.points += change.points;
      kept.bytes += change.bytes;
      dropped += change.dropped;
    }
    change = { ...NOTHING };
  });

  const ageOf = (addedMs: number | undefined): number | undefined =>
    addedMs === undefined || addedMs < CLOCK_SET_MS ? undefined : Math.max(0, clock.nowMs() - addedMs);
  const isTooOld = (): boolean => limitAgeMs > 0 && (ageOf(rows.oldest()?.addedMs) ?? 0) > limitAgeMs;

  const makeRoom = (): void => {
    while (kept.bytes + change.bytes > limitBytes || isTooOld()) {
      const id = rows.oldest()?.id;
      if (id === undefined) return;
      for (const row of rows.remove(id, id)) change.dropped += count(row, -1);
    }
  };

  const refuse = (limit: string): never => {
    throw new TwinError(storeErrors.outboxFull, { waiting: kept.points, limit, status: "outbox full" });
  };

  const addRow = async (points: readonly Point[]): Promise<void> => {
    const payload = packPoints(points);
    const size = { points: points.length, bytes: Buffer.byteLength(payload) };
    const refuses = whenFull === "refuse";
    const full = refuses ? kept.bytes + pending.bytes + size.bytes : size.bytes;
    if (full > limitBytes) refuse(`its limit is ${limitBytes / 1_000_000} MB`);
    if (refuses && isTooOld()) refuse(`the oldest has waited longer than ${formatDuration(limitAgeMs)}`);
    pending.points += size.points;
    pending.bytes += size.bytes;
    try {
      await commits.commit(() => {
        rows.insert(size, payload, clock.nowMs());
        count(size, 1);
        if (!refuses) makeRoom();
      });
      added.add(size.points);
    } finally {
      pending.points -= size.points;
      pending.bytes -= size.bytes;
    }
  };

  const waiting = (): number => kept.points + pending.points;

  return {
    /** Resolves when the points are durable here. @throws TwinError TWIN-STORE-002, -015, -018 */
    add: async (points: readonly Point[]): Promise<void> => {
      const added: Promise<void>[] = [];
      for (let i = 0; i < points.length; i += POINTS_A_ROW) added.push(addRow(points.slice(i, i + POINTS_A_ROW)));
      await Promise.all(added);
    },

    /** The server is there again: what waits now is the backlog, what comes from now on is live. */
    resume: (): void => {
      backlogEndId = rows.lastId();
    },

    next: (): Batch | undefined =>
      sendFirst === "live" ? (rows.batch(backlogEndId) ?? rows.batch(0, backlogEndId)) : rows.batch(0),

    /** Forgets a batch that the server has taken; `alongside` is committed with it. */
    done: async ({ points, firstId, lastId }: Batch, alongside: () => void): Promise<void> => {
      await commits.commit(() => {
        alongside();
        for (const row of rows.remove(firstId, lastId)) count(row, -1);
      });
      sent.add(points.length);
    },

    waiting,
    /** Points that were overwritten since the store was opened. */
    dropped: (): number => dropped,

    progress: (): OutboxProgress => {
      const sentPerSecond = sent.perSecond();
      const lessPerSecond = sentPerSecond - added.perSecond();
      return {
        points: waiting(),
        bytes: kept.bytes + pending.bytes,
        oldestAgeMs: db.isOpen ? ageOf(rows.oldest()?.addedMs) : undefined,
        sentPerSecond,
        endsInMs: lessPerSecond > 0 ? (waiting() / lessPerSecond) * 1000 : undefined,
        dropped,
      };
    },
  };
};

export type Outbox = ReturnType<typeof createOutbox>;
