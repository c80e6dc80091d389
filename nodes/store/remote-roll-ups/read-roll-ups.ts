import { type Aggregate, type Range, ROLL_UP_MS } from "../../kit/store.ts";
import type { CheckedQuery } from "../check-query.ts";
import type { Remote, RemoteQuery } from "../outbox/remote.ts";
import type { DirtyBuckets } from "./dirty-buckets.ts";
import { ROLL_UP_MEASUREMENT, ROLLED_FIELD, ROLLED_MEASUREMENT, seriesName } from "./roll-up.ts";

interface Span {
  readonly fromMs: number;
  toMs: number;
  readonly rolled: boolean;
}
type Source = readonly [field: string, aggregate: RemoteQuery["aggregate"]];

/** What of a span must be asked for: a value, and for a mean its weight. */
const OF_SAMPLES: Readonly<Record<Aggregate, readonly Source[]>> = {
  mean: [
    [ROLLED_FIELD, "sum"],
    [ROLLED_FIELD, "count"],
  ],
  min: [[ROLLED_FIELD, "min"]],
  max: [[ROLLED_FIELD, "max"]],
  last: [[ROLLED_FIELD, "last"]],
  count: [[ROLLED_FIELD, "count"]],
};
const OF_ROLL_UPS: Readonly<Record<Aggregate, readonly Source[]>> = {
  mean: [
    ["sum", "sum"],
    ["count", "sum"],
  ],
  min: [["min", "min"]],
  max: [["max", "max"]],
  last: [["last", "last"]],
  count: [["count", "sum"]],
};
/** Two parts of one bucket, the second of later samples. */
const JOIN: Readonly<Record<Aggregate, (a: number, b: number) => number>> = {
  mean: (a, b) => a + b,
  min: Math.min,
  max: Math.max,
  last: (_, b) => b,
  count: (a, b) => a + b,
};
/** More untrue stretches than this, and all from there on is read from samples: each is a question of its own. */
const MOST_GAPS = 12;

/** Answers a query from roll-ups where these are true, and from samples in between; undefined where it has to be samples. */
export const rollUpReader = (dirty: DirtyBuckets, remote: Remote) => {
  const read = async (query: CheckedQuery, { fromMs, toMs, rolled }: Span): Promise<readonly Range[]> => {
    const measurement = rolled ? ROLL_UP_MEASUREMENT : ROLLED_MEASUREMENT;
    const sources = (rolled ? OF_ROLL_UPS : OF_SAMPLES)[query.aggregate];
    return Promise.all(
      sources.map(([field, aggregate]) =>
        remote.range({ ...query, measurement, field, aggregate, fromMs, toMs, limit: -1 }),
      ),
    );
  };

  return async (query: CheckedQuery): Promise<Range | undefined> => {
    const spans = spansOf(query, dirty);
    if (!spans) return undefined;
    const join = JOIN[query.aggregate];
    const buckets = new Map<number, { value: number; weight: number }>();
    for (const [value, weight] of await Promise.all(spans.map((span) => read(query, span)))) {
      value?.timesMs.forEach((timeMs, i) => {
        const part = { value: value.values[i] ?? Number.NaN, weight: weight?.values[i] ?? 1 };
        const known = buckets.get(timeMs);
        const joined = known && { value: join(known.value, part.value), weight: known.weight + part.weight };
        buckets.set(timeMs, joined ?? part);
      });
    }
    const sorted = [...buckets].sort(([a], [b]) => a - b).slice(0, query.limit > 0 ? query.limit : undefined);
    return {
      timesMs: Float64Array.from(sorted, ([timeMs]) => timeMs),
      values: Float64Array.from(sorted, ([, { value, weight }]) =>
        query.aggregate === "mean" ? value / weight : value,
      ),
    };
  };
};

/** The range cut at what is rolled up, in the order of time; undefined where there is nothing of it. */
const spansOf = (query: CheckedQuery, dirty: DirtyBuckets): readonly Span[] | undefined => {
  const { measurement, field, tags, everyMs, fromMs, toMs } = query;
  if (measurement !== ROLLED_MEASUREMENT || field !== ROLLED_FIELD) return undefined;
  if (everyMs < ROLL_UP_MS || everyMs % ROLL_UP_MS !== 0) return undefined;
  const series = dirty.series(seriesName(tags));
  if (!series) return undefined;
  const beginMs = Math.ceil(Math.max(fromMs, series.fromMs) / ROLL_UP_MS) * ROLL_UP_MS;
  const endMs = Math.floor(toMs / ROLL_UP_MS) * ROLL_UP_MS;
  if (endMs - beginMs < 2 * ROLL_UP_MS) return undefined;

  const spans: Span[] = [];
  const add = (from: number, to: number, rolled: boolean): void => {
    const before = spans.at(-1);
    if (from >= to) return;
    if (before?.rolled === rolled) before.toMs = to;
    else spans.push({ fromMs: from, toMs: to, rolled });
  };
  add(fromMs, beginMs, false);
  let atMs = beginMs;
  for (const bucketMs of dirty.within(series.id, beginMs, endMs)) {
    if (spans.length > 2 * MOST_GAPS) break;
    add(atMs, bucketMs, true);
    add(bucketMs, bucketMs + ROLL_UP_MS, false);
    atMs = bucketMs + ROLL_UP_MS;
  }
  add(atMs, endMs, spans.length <= 2 * MOST_GAPS);
  add(endMs, toMs, false);
  return spans;
};
