import { ROLL_UP_MS } from "../../nodes/kit/store.ts";
import type { Remote } from "../../nodes/store/outbox/remote.ts";
import { type DirtyBuckets, dirtyBuckets } from "../../nodes/store/remote-roll-ups/dirty-buckets.ts";
import {
  bucketOf,
  ROLLED_FIELD,
  ROLLED_MEASUREMENT,
  rollUpPoint,
  seriesName,
} from "../../nodes/store/remote-roll-ups/roll-up.ts";
import { openLocal } from "../../nodes/store/sqlite/open-local.ts";
import type { Progress } from "../datasets/progress-bar.ts";
import type { ConfiguredStore } from "./configured-store.ts";
import { sendAll } from "./import-target.ts";

type Tags = Readonly<Record<string, string>>;
interface Stretch {
  readonly tags: Tags;
  readonly fromMs: number;
  readonly toMs: number;
}
export interface RolledUp {
  /** Series whose past was rolled up. */
  readonly series: number;
  readonly rollUps: number;
}

/** One question to the server tells of so long. */
const SPAN_MS = 144 * ROLL_UP_MS;

/**
 * Makes the roll-ups of what a server had before the store wrote to it, series by series, beside a Twinloom that may run. What was
 * interrupted is begun again. The embedded store makes its own: nothing is done there.
 *
 * @param again all of it, also what is known to be rolled up: after samples were deleted or written by others
 * @throws TwinError TWIN-STORE-001, -004, -005, -013, -014
 */
export const rollUpStore = async (
  { file, remote }: ConfiguredStore,
  again: boolean,
  progress: Progress,
): Promise<RolledUp> => {
  const done = { series: 0, rollUps: 0 };
  if (!remote) return done;
  const local = openLocal({ file });
  try {
    const dirty = dirtyBuckets(local.db, remote.place);
    const stretches = await stretchesOf(remote, dirty, again);
    progress.begin(stretches.reduce((spans, { fromMs, toMs }) => spans + Math.ceil((toMs - fromMs) / SPAN_MS), 0));
    for (const { tags, fromMs, toMs } of stretches) {
      for (let atMs = fromMs; atMs < toMs; atMs += SPAN_MS) {
        done.rollUps += await rollUp(remote, file, { tags, fromMs: atMs, toMs: Math.min(atMs + SPAN_MS, toMs) });
        progress.step();
      }
      await local.commits.commit(() => {
        dirty.addSeries(seriesName(tags), 0);
        dirty.setFrom(seriesName(tags), 0);
      });
      done.series += 1;
    }
    return done;
  } finally {
    local.close();
  }
};

/** What of each series has no roll-ups that can be relied upon. */
const stretchesOf = async (remote: Remote, dirty: DirtyBuckets, again: boolean): Promise<readonly Stretch[]> => {
  const stretches: Stretch[] = [];
  for (const { tags, timeMs } of await remote.latest(ROLLED_MEASUREMENT, {})) {
    const endMs = bucketOf(timeMs) + ROLL_UP_MS;
    const fromMs = dirty.series(seriesName(tags))?.fromMs;
    const toMs = again ? endMs : Math.min(fromMs ?? endMs, endMs);
    const query = { measurement: ROLLED_MEASUREMENT, tags, field: ROLLED_FIELD, fromMs: 0, toMs };
    if (toMs <= 0) continue;
    const first = await remote.range({ ...query, everyMs: 0, aggregate: "last", limit: 1 });
    stretches.push({ tags, fromMs: bucketOf(first.timesMs[0] ?? toMs), toMs });
  }
  return stretches;
};

const rollUp = async (remote: Remote, file: string, { tags, fromMs, toMs }: Stretch): Promise<number> => {
  const name = seriesName(tags);
  const found = (await remote.rollUps(tags, fromMs, toMs)).filter((one) => seriesName(one.tags) === name);
  if (found.length > 0) await sendAll(remote, file, found.map(rollUpPoint));
  return found.length;
};
