import type { Clock } from "../../kit/clock.ts";
import type { Point, Range } from "../../kit/store.ts";
import type { CheckedQuery } from "../check-query.ts";
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
    /** Before points are sent. @throws TwinError TWIN-STORE-013 */
    note: (points: readonly Point[]): Promise<void> => notes.note(points),
    /** While nothing waits to be sent: makes some of what is due; true where there may be more. */
    step: (): Promise<boolean> => rounds.step(),
    range: async (query: CheckedQuery): Promise<Range> => (await read(query)) ?? remote.range(query),
  };
};

export type RemoteRollUps = ReturnType<typeof remoteRollUps>;
