import type { LatestRow, Range } from "../../kit/store.ts";
import { INTEGER_FIELD, mayBeInteger } from "../line-protocol/integer-field.ts";
import { ROLLED_FIELD, ROLLED_MEASUREMENT, type RollUp, seriesName } from "../remote-roll-ups/roll-up.ts";
import type { Remote, RemoteQuery } from "./remote.ts";

type Tags = Readonly<Record<string, string>>;

/** A server as its readers see it: numbers of `telemetry` by one name, whether they were kept as floats or as integers. */
export const withIntegers = (remote: Remote): Remote => ({
  ...remote,
  range: (query) => (mayBeInteger(query.measurement, query.field) ? rangeOfBoth(remote, query) : remote.range(query)),
  latest: async (measurement, tags) => {
    const rows = await remote.latest(measurement, tags);
    if (measurement !== ROLLED_MEASUREMENT) return rows;
    return Promise.all(rows.map((row) => (row.fields[INTEGER_FIELD] === undefined ? row : underOneName(remote, row))));
  },
  rollUps: async (tags, fromMs, toMs) => {
    const [floats, integers] = await Promise.all([
      remote.rollUps(tags, fromMs, toMs),
      remote.rollUps(tags, fromMs, toMs, INTEGER_FIELD),
    ]);
    return joinedRollUps(floats, integers);
  },
});

const rangeOfBoth = async (remote: Remote, query: RemoteQuery): Promise<Range> => {
  const ask = (more: Partial<RemoteQuery>): Promise<Range> => remote.range({ ...query, ...more });
  const [floats, integers] = await Promise.all([ask({}), ask({ field: INTEGER_FIELD })]);
  if (integers.values.length === 0) return floats;
  if (floats.values.length === 0) return integers;
  const isMean = query.everyMs > 0 && query.aggregate === "mean";
  const counts = isMean
    ? await Promise.all([ask({ aggregate: "count" }), ask({ aggregate: "count", field: INTEGER_FIELD })])
    : [];
  return joined(query, partsOf(floats, counts[0]), partsOf(integers, counts[1]));
};

interface Part {
  readonly value: number;
  readonly weight: number;
}

const partsOf = ({ timesMs, values }: Range, counts: Range | undefined): Map<number, Part> =>
  new Map(
    [...timesMs].map((timeMs, i) => [timeMs, { value: values[i] ?? Number.NaN, weight: counts?.values[i] ?? 1 }]),
  );

/** A channel that became an integer, or sent what is none: of two at the same time, or last in the same bucket, the integer counts. */
const joined = ({ everyMs, aggregate, limit }: RemoteQuery, parts: Map<number, Part>, integers: Map<number, Part>) => {
  for (const [timeMs, one] of integers) {
    const other = parts.get(timeMs);
    parts.set(timeMs, other && everyMs > 0 ? { ...one, value: joinValues(aggregate, other, one) } : one);
  }
  const sorted = [...parts].sort(([a], [b]) => a - b).slice(0, limit > 0 ? limit : undefined);
  return {
    timesMs: Float64Array.from(sorted, ([timeMs]) => timeMs),
    values: Float64Array.from(sorted, ([, { value }]) => value),
  };
};

const joinValues = (aggregate: RemoteQuery["aggregate"], a: Part, b: Part): number => {
  switch (aggregate) {
    case "min":
      return Math.min(a.value, b.value);
    case "max":
      return Math.max(a.value, b.value);
    case "sum":
    case "count":
      return a.value + b.value;
    case "mean":
      return (a.value * a.weight + b.value * b.weight) / (a.weight + b.weight);
    case "last":
      return b.value;
  }
};

/** The newest of the two fields: that of the series' newest point, where it has both. */
const underOneName = async (remote: Remote, row: LatestRow): Promise<LatestRow> => {
  const { [INTEGER_FIELD]: integer = 0, ...others } = row.fields;
  if (others[ROLLED_FIELD] === undefined) return { ...row, fields: { ...others, [ROLLED_FIELD]: integer } };
  const at = { fromMs: row.timeMs, toMs: row.timeMs + 1, everyMs: 0, aggregate: "last", limit: -1 } as const;
  const tags: Tags = row.tags;
  const newest = await remote.range({ ...at, measurement: ROLLED_MEASUREMENT, tags, field: INTEGER_FIELD });
  return { ...row, fields: newest.values.length > 0 ? { ...others, [ROLLED_FIELD]: integer } : others };
};

const joinedRollUps = (floats: readonly RollUp[], integers: readonly RollUp[]): readonly RollUp[] => {
  if (integers.length === 0) return floats;
  const nameOf = ({ tags, timeMs }: RollUp): string => `${timeMs} ${seriesName(tags)}`;
  const all = new Map(floats.map((one) => [nameOf(one), one]));
  for (const one of integers) {
    const other = all.get(nameOf(one));
    const both = other && {
      ...one,
      count: other.count + one.count,
      sum: other.sum + one.sum,
      min: Math.min(other.min, one.min),
      max: Math.max(other.max, one.max),
    };
    all.set(nameOf(one), both ?? one);
  }
  return [...all.values()];
};
