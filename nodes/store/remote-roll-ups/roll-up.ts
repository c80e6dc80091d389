import { type Point, ROLL_UP_MS } from "../../kit/store.ts";

/** What has roll-ups on a server: the one measurement that comes as fast as sensors do, by its one number. */
export const ROLLED_MEASUREMENT = "telemetry";
export const ROLLED_FIELD = "value";
/** Where they are: the same tags, a point for every ten minutes that have data, at their start. */
export const ROLL_UP_MEASUREMENT = "telemetry_10m";

/** Count, sum, least, greatest and last value of one series in the ten minutes from `timeMs` on. */
export interface RollUp {
  readonly tags: Readonly<Record<string, string>>;
  readonly timeMs: number;
  readonly count: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
  readonly last: number;
}

export const bucketOf = (timeMs: number): number => Math.floor(timeMs / ROLL_UP_MS) * ROLL_UP_MS;

export const hasRollUps = ({ measurement, fields }: Point): boolean =>
  measurement === ROLLED_MEASUREMENT && typeof fields[ROLLED_FIELD] === "number";

/** The same ten minutes again replace the point: measurement, tags and time are its identity. */
export const rollUpPoint = ({ tags, timeMs, count, sum, min, max, last }: RollUp): Point => ({
  ...{ measurement: ROLL_UP_MEASUREMENT, tags, fields: { count, sum, min, max, last }, timeMs },
});

/** The tags as canonical JSON, sorted by key: the name of a series. */
export const seriesName = (tags: Readonly<Record<string, string>>): string =>
  JSON.stringify(Object.fromEntries(Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1))));
