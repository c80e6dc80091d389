import { contextIntervals, intervalsOfAll } from "../../models/telemetry/context.ts";
import { contextChanges } from "../kit/contexts.ts";
import type { Range, RangeQuery, TwinStore } from "../kit/store.ts";

export interface Interval {
  readonly fromMs: number;
  readonly toMs: number;
}

/** So many separate times are read, the newest ones: each is a query of its own. */
const MOST_INTERVALS = 500;

/** The times within [fromMs, toMs) in which all of the conditions held, in their order. */
export const timesWhile = async (
  store: TwinStore,
  asset: string,
  conditions: Readonly<Record<string, string>>,
  { fromMs, toMs }: Interval,
): Promise<readonly Interval[]> => {
  const lists = await Promise.all(
    Object.entries(conditions).map(async ([name, value]) => {
      const changes = await contextChanges(store, asset, name, fromMs, toMs);
      return contextIntervals(changes, fromMs, toMs).filter((one) => one.value === value);
    }),
  );
  return intervalsOfAll(lists, fromMs, toMs).slice(-MOST_INTERVALS);
};

/** A range of several times, as one. A bucket that begins before its interval has the interval's beginning as its time. */
export const readTimes = async (
  store: TwinStore,
  query: Omit<RangeQuery, "fromMs" | "toMs">,
  times: readonly Interval[],
): Promise<{ readonly times: number[]; readonly values: number[] }> => {
  const parts: Range[] = [];
  for (const { fromMs, toMs } of times) parts.push(await store.range({ ...query, fromMs, toMs }));
  return {
    times: parts.flatMap(({ timesMs }, i) => [...timesMs].map((time) => Math.max(time, times[i]?.fromMs ?? time))),
    values: parts.flatMap(({ values }) => [...values]),
  };
};
