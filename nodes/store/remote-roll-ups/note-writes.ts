import { TwinError } from "../../../models/errors/twin-error.ts";
import type { Clock } from "../../kit/clock.ts";
import { type Point, ROLL_UP_MS } from "../../kit/store.ts";
import { storeErrors } from "../errors.ts";
import type { Remote } from "../outbox/remote.ts";
import type { GroupCommit } from "../sqlite/group-commit.ts";
import { type DirtyBuckets, NEVER } from "./dirty-buckets.ts";
import { bucketOf, hasRollUps, ROLLED_MEASUREMENT, seriesName } from "./roll-up.ts";

/** What a series has that is not on the server in its roll-ups; by the name of the series. */
type Buckets = ReadonlyMap<string, ReadonlySet<number>>;

/**
 * Notes, durably, which roll-ups on the server some points make untrue. Before a write: a kill between the two has ten minutes reckoned
 * once too often and never leaves them wrong.
 */
export const noteWrites = (commits: Pick<GroupCommit, "commit">, dirty: DirtyBuckets, remote: Remote, clock: Clock) => {
  /** Noted by this process and not reckoned since. */
  const noted = new Map<string, Set<number>>();
  /** By the tags as they come, so that canonical JSON is made once a series and not once a point. */
  const names = new Map<string, string>();
  const nameOf = (tags: Point["tags"]): string => {
    let key = "";
    for (const tag in tags) key += `\0${tag}\0${tags[tag]}`;
    const known = names.get(key);
    if (known !== undefined) return known;
    const name = seriesName(tags);
    names.set(key, name);
    return name;
  };

  const unnoted = (points: readonly Point[]): Buckets => {
    const found = new Map<string, Set<number>>();
    for (const point of points) {
      if (!hasRollUps(point)) continue;
      const name = nameOf(point.tags);
      const bucketMs = bucketOf(point.timeMs);
      if (noted.get(name)?.has(bucketMs)) continue;
      found.set(name, (found.get(name) ?? new Set()).add(bucketMs));
    }
    return found;
  };

  /** From when on the past of series that are new here is known: after what the server has of them already. */
  const knownFrom = async (names: readonly string[]): Promise<ReadonlyMap<string, number>> => {
    if (names.length === 0) return new Map();
    const allTags: Record<string, string>[] = names.map((name) => JSON.parse(name));
    try {
      const rows = await remote.latest(ROLLED_MEASUREMENT, commonTags(allTags));
      const newest = new Map(rows.map(({ tags, timeMs }) => [seriesName(tags), bucketOf(timeMs) + ROLL_UP_MS]));
      return new Map(names.map((name) => [name, newest.get(name) ?? 0]));
    } catch (thrown) {
      if (!(thrown instanceof TwinError) || thrown.code !== storeErrors.queryRefused.code) throw thrown;
      // a token that may write and not read: nobody can ask for history by it either
      return new Map(names.map((name) => [name, NEVER]));
    }
  };

  return {
    /** @throws TwinError TWIN-STORE-013 where a server must be asked and is away; -002, -018 */
    note: async (points: readonly Point[]): Promise<void> => {
      const buckets = unnoted(points);
      if (buckets.size === 0) return;
      const fromMs = await knownFrom([...buckets.keys()].filter((name) => !dirty.series(name)));
      const nowMs = clock.nowMs();
      await commits.commit(() => {
        for (const [name, from] of fromMs) dirty.addSeries(name, from);
        for (const [name, times] of buckets) {
          const series = dirty.series(name);
          if (series) for (const bucketMs of times) dirty.note(series.id, bucketMs, nowMs);
        }
      });
      for (const [name, times] of buckets) noted.set(name, new Set([...(noted.get(name) ?? []), ...times]));
    },
    /** They were reckoned. */
    forget: (buckets: readonly { readonly tags: string; readonly bucketMs: number }[]): void => {
      for (const { tags, bucketMs } of buckets) noted.get(tags)?.delete(bucketMs);
    },
  };
};

/** What all of them have in common. */
export const commonTags = (all: readonly Readonly<Record<string, string>>[]): Record<string, string> => {
  const [first = {}, ...others] = all;
  return Object.fromEntries(
    Object.entries(first).filter(([tag, value]) => others.every((tags) => tags[tag] === value)),
  );
};
