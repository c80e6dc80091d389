import { TwinError } from "../../../models/errors/twin-error.ts";
import type { Clock } from "../../kit/clock.ts";
import { ROLL_UP_MS } from "../../kit/store.ts";
import type { Remote } from "../outbox/remote.ts";
import { sendSplitting } from "../outbox/send-splitting.ts";
import type { GroupCommit } from "../sqlite/group-commit.ts";
import { type DirtyBucket, type DirtyBuckets, NEVER } from "./dirty-buckets.ts";
import { commonTags, type noteWrites } from "./note-writes.ts";
import { bucketOf, type RollUp, rollUpPoint, seriesName } from "./roll-up.ts";

/** One question to the server tells of at most so long. */
const SPAN_MS = 144 * ROLL_UP_MS;
const MOST_BUCKETS = 2000;
const POINTS_A_WRITE = 5000;

export interface ReckonOptions {
  readonly commits: Pick<GroupCommit, "commit">;
  readonly dirty: DirtyBuckets;
  readonly notes: ReturnType<typeof noteWrites>;
  readonly remote: Remote;
  readonly clock: Clock;
  /** Between two rounds: what comes late ten times in it has its ten minutes reckoned once. */
  readonly everyMs: number;
}

/**
 * Makes the roll-ups that are due, a slice a call: asks the server for count, sum, least, greatest and last of ten minutes as it has
 * them, and writes the answer back. The server's own samples are the truth, so that late data, a repetition or a kill in between end in the same.
 */
export const reckonRollUps = ({ commits, dirty, notes, remote, clock, everyMs }: ReckonOptions) => {
  let restUntilMs = clock.nowMs() + everyMs;

  const rest = (): false => {
    restUntilMs = clock.nowMs() + everyMs;
    return false;
  };

  /** Tags of the series whose roll-ups the server refuses. */
  const write = async (rollUps: readonly RollUp[]): Promise<ReadonlySet<string> | undefined> => {
    const points = rollUps.map(rollUpPoint);
    const refused = new Set<string>();
    for (let i = 0; i < points.length; i += POINTS_A_WRITE) {
      const outcome = await sendSplitting(points.slice(i, i + POINTS_A_WRITE), remote.send);
      if (outcome.kind === "away") return undefined;
      for (const { point } of outcome.refused) refused.add(seriesName(point.tags));
    }
    return refused;
  };

  const reckon = async (due: readonly DirtyBucket[]): Promise<boolean> => {
    const times = due.map(({ bucketMs }) => bucketMs);
    const [fromMs, toMs] = [Math.min(...times), Math.max(...times) + ROLL_UP_MS];
    const shared = commonTags([...new Set(due.map(({ tags }) => tags))].map((tags) => JSON.parse(tags)));
    const wanted = new Set(due.map(({ tags, bucketMs }) => `${bucketMs} ${tags}`));
    const found = await remote.rollUps(shared, fromMs, toMs);
    const refused = await write(
      found.filter(({ tags, timeMs }) => wanted.has(`${bucketOf(timeMs)} ${seriesName(tags)}`)),
    );
    if (!refused) return false;
    await commits.commit(() => {
      dirty.clean(due);
      for (const tags of refused) dirty.setFrom(tags, NEVER);
    });
    notes.forget(due);
    return true;
  };

  return {
    /** True where it did something and there may be more. While nothing else is sent. */
    step: async (): Promise<boolean> => {
      if (clock.nowMs() < restUntilMs) return false;
      const due = dirty.due(SPAN_MS, MOST_BUCKETS);
      if (due.length === 0) return rest();
      try {
        return (await reckon(due)) || rest();
      } catch (thrown) {
        // charts are answered from the samples meanwhile; what waits for the server tells whether it is away
        if (thrown instanceof TwinError) return rest();
        throw thrown;
      }
    },
  };
};
