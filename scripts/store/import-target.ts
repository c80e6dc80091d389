import { setTimeout as pause } from "node:timers/promises";
import { TwinError } from "../../models/errors/twin-error.ts";
import { createRandom } from "../../models/random/random.ts";
import { systemClock } from "../../nodes/kit/clock.ts";
import { isRefusedForGood, type Point, type StoredDocument, type TwinStore } from "../../nodes/kit/store.ts";
import { openEmbeddedStore } from "../../nodes/store/embedded/open-embedded-store.ts";
import { storeErrors } from "../../nodes/store/errors.ts";
import { backOffMs } from "../../nodes/store/outbox/back-off.ts";
import type { Remote } from "../../nodes/store/outbox/remote.ts";
import { sendSplitting } from "../../nodes/store/outbox/send-splitting.ts";
import { dirtyBuckets } from "../../nodes/store/remote-roll-ups/dirty-buckets.ts";
import { noteWrites } from "../../nodes/store/remote-roll-ups/note-writes.ts";
import { type Local, openLocal } from "../../nodes/store/sqlite/open-local.ts";
import type { ConfiguredStore } from "./configured-store.ts";

/** What refused points were refused for. */
export interface RefusedPoint {
  readonly point: Point;
  readonly reason: string;
}

export interface ImportTarget {
  /** Resolves when the points are where they are to stay. @returns those that the store refused for good */
  write(points: readonly Point[]): Promise<readonly RefusedPoint[]>;
  /** A document that is there already and newer stays. */
  putDocument(document: StoredDocument): Promise<void>;
  close(): Promise<void>;
}

/** A server that is away for about half a minute ends an import; it is begun again with the same command. */
const TRIES = 8;

/** Documents go to the store's file with every driver; points to the server, where there is one. */
export const openTarget = async ({ file, remote }: ConfiguredStore): Promise<ImportTarget> => {
  if (!remote) {
    const store = openEmbeddedStore({ file });
    return { write: (points) => writeKept(store, points), putDocument: keeping(store), close: () => store.close() };
  }
  const local = openLocal({ file });
  try {
    const prepared = await remote.prepare();
    if (prepared.kind !== "taken") throw away(remote, file, prepared.reason);
  } catch (error) {
    local.close();
    throw error;
  }
  return {
    write: (points) => noted(local, remote, points, () => sendAll(remote, file, points)),
    putDocument: keeping(local.documents),
    close: async () => local.close(),
  };
};

const keeping = (store: Pick<TwinStore, "getDocument" | "putDocument">) => async (document: StoredDocument) => {
  const kept = await store.getDocument(document.collection, document.id);
  if (!kept || kept.timeMs <= document.timeMs) await store.putDocument(document);
};

/** The embedded store refuses a write as a whole, so it is halved until the bad points are alone. */
const writeKept = async (store: TwinStore, points: readonly Point[]): Promise<readonly RefusedPoint[]> => {
  const outcome = await sendSplitting(points, async (part) => {
    try {
      await store.write(part);
      return { kind: "taken" };
    } catch (error) {
      if (!isRefusedForGood(error)) throw error;
      return { kind: "refused", reason: error.message, all: false };
    }
  });
  return outcome.kind === "sent" ? outcome.refused : [];
};

/**
 * What is imported makes roll-ups untrue: noted before, for a kill, and after, as a Twinloom that runs beside it may have reckoned them
 * in between. It makes them then.
 */
const noted = async <T>(
  { db, commits }: Local,
  remote: Remote,
  points: readonly Point[],
  write: () => Promise<T>,
): Promise<T> => {
  const dirty = dirtyBuckets(db, remote.place);
  const note = (): Promise<void> => noteWrites(commits, dirty, remote, systemClock).note(points);
  await note();
  const done = await write();
  await note();
  return done;
};

/** Sends until the server has taken it. @throws TwinError TWIN-STORE-013 where it stays away */
export const sendAll = async (
  remote: Remote,
  file: string,
  points: readonly Point[],
): Promise<readonly RefusedPoint[]> => {
  const random = createRandom(1);
  let reason = "";
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const outcome = await sendSplitting(points, remote.send);
    if (outcome.kind === "sent") return outcome.refused;
    ({ reason } = outcome);
    await pause(backOffMs(attempt, random, outcome.retryAfterMs));
  }
  throw away(remote, file, reason);
};

const away = ({ url }: Remote, file: string, reason: string): TwinError =>
  new TwinError(storeErrors.away, { url, file, reason });
