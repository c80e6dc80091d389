import type { LatestRow, Range } from "../../kit/store.ts";
import type { RollUp } from "../remote-roll-ups/roll-up.ts";

/** What `/query` answers to each statement; the library leaves its rows untyped. */
export interface StatementResult {
  readonly series?: readonly Series[];
  readonly error?: string;
}

interface Series {
  readonly tags?: Readonly<Record<string, string>>;
  readonly columns: readonly string[];
  readonly values?: readonly (readonly (string | number | boolean | null)[])[];
}

/** Of a `rangeQuery`, with times in epoch milliseconds. */
export const readRange = (result: StatementResult | undefined): Range => {
  const rows = (result?.series?.[0]?.values ?? []).filter((row) => typeof row[1] === "number");
  return {
    timesMs: Float64Array.from(rows, (row) => Number(row[0])),
    values: Float64Array.from(rows, (row) => Number(row[1])),
  };
};

/** Of a `rollUpsQuery`. */
export const readRollUps = (result: StatementResult | undefined): readonly RollUp[] =>
  (result?.series ?? []).flatMap(({ tags = {}, columns, values = [] }) => {
    const at = (name: string): number => columns.indexOf(name);
    return values
      .filter((row) => Number(row[at("count")] ?? 0) > 0)
      .map((row) => ({
        ...{ tags: givenTags(tags), timeMs: Number(row[at("time")]) },
        ...{ count: Number(row[at("count")]), sum: Number(row[at("sum")]), last: Number(row[at("last")]) },
        ...{ min: Number(row[at("min")]), max: Number(row[at("max")]) },
      }));
  });

/** A tag that a series does not have is an empty string. */
const givenTags = (tags: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(tags).filter(([, value]) => value !== "" && value !== null));

/** Of the two `latestQueries`. */
export const readLatest = (
  values: StatementResult | undefined,
  times: StatementResult | undefined,
): readonly LatestRow[] => {
  const timeOf = new Map((times?.series ?? []).map((series) => [seriesKey(series), Number(series.values?.[0]?.[0])]));
  return (values?.series ?? []).flatMap((series) => latestRow(series, timeOf.get(seriesKey(series))) ?? []);
};

const seriesKey = ({ tags = {} }: Series): string => JSON.stringify(Object.entries(tags).sort());

/** `last(*)` names the column of a field `last_FIELD`. */
const latestRow = ({ tags = {}, columns, values }: Series, timeMs: number | undefined): LatestRow | undefined => {
  const row = values?.[0];
  if (!row || timeMs === undefined) return undefined;
  const fields: Record<string, string | number | boolean> = {};
  columns.forEach((column, i) => {
    const value = row[i];
    if (column.startsWith("last_") && value !== null && value !== undefined)
      fields[column.slice("last_".length)] = value;
  });
  return { tags: givenTags(tags), fields, timeMs };
};
