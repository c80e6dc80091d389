import { TwinError } from "../../../models/errors/twin-error.ts";
import type { Clock } from "../../kit/clock.ts";
import type { Point, Range } from "../../kit/store.ts";
import type { CheckedQuery } from "../check-query.ts";
import { storeErrors } from "../errors.ts";
import type { Remote } from "../outbox/remote.ts";
import type { Local } from "../sqlite/open-local.ts";
import { dirtyBuckets } from "./dirty-buckets.ts";
import { noteWrites } from "./note-writes.ts";
import { rollUpReader } from "./read-roll-ups.ts";
import { reckonRollUps } from "./reckon-roll-ups.ts";

/**
 * Roll-ups of ten minutes on a server that makes none of its own accord, so that a chart of a year is no question about millions of
 * samples. They are made here, the same way for every kind of InfluxDB, and which of them are true is known here.
 */
export const remoteRollUps = (
  { db, commits }: Pick<Local, "db" | "commits">,
  remote: Remote,
  clock: Clock,
  everyMs: number,
) => {
  const dirty = dirtyBuckets(db, remote.place);
  const notes = noteWrites(commits, dirty, remote, clock);
  const rounds = reckonRollUps({ commits, dirty, notes, remote, clock, everyMs });
  const read = rollUpReader(dirty, remote);
  return {
    /** Before points are sent; false where the file is full, which must not keep them from being sent. @throws TwinError TWIN-STORE-013, -018 */
    note: async (points: readonly Point[]): Promise<boolean> => {
      try {
        await notes.note(points);
        return true;
      } catch (thrown) {
        if (thrown instanceof TwinError && thrown.code === storeErrors.diskFull.code) return false;
        throw thrown;
      }
    },
    /** While nothing waits to be sent: makes some of what is due; true where there may be more. */
    step: (): Promise<boolean> => rounds.step(),
    range: async (query: CheckedQuery): Promise<Range> => (await read(query)) ?? remote.range(query),
  };
};

export type RemoteRollUps = ReturnType<typeof remoteRollUps>;
