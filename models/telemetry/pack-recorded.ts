import { QUALITY } from "./quality.ts";
import type { Series } from "./telemetry.ts";

/** One field of one channel over time, as a store gives it: times in ascending order. */
export interface RecordedColumn {
  readonly timesMs: Float64Array;
  readonly values: Float64Array;
}

export interface PackedChannel {
  readonly series: Series;
  /** Value of the newest good reading; undefined where none is good. */
  readonly newestGood: number | undefined;
}

/**
 * Readings of a channel that were stored, as they travel on a wire. The numbers are not copied: who goes on using the arrays hands
 * over a copy.
 *
 * @param readings at least one
 * @param qualities over the same time or a longer one; absent: all are good
 */
export const packRecorded = (unit: string, readings: RecordedColumn, qualities?: RecordedColumn): PackedChannel => {
  const { timesMs, values } = readings;
  const n = timesMs.length;
  const q = qualities && qualitiesAt(qualities, timesMs);
  const newest = q ? q.lastIndexOf(QUALITY.good) : n - 1;
  const series = { unit, n, t: bytesOf(timesMs), v: bytesOf(values), ...(q ? { q } : {}) };
  return { series, newestGood: newest < 0 ? undefined : values[newest] };
};

/** Undefined where all are good. Both are fields of the same points, so that the times are the same; one without a quality is good. */
const qualitiesAt = ({ timesMs, values }: RecordedColumn, times: Float64Array): Buffer | undefined => {
  const bytes = Buffer.alloc(times.length);
  let some = false;
  let at = firstFrom(timesMs, times[0] ?? 0);
  for (const [i, time] of times.entries()) {
    while ((timesMs[at] ?? Number.POSITIVE_INFINITY) < time) at++;
    const quality = timesMs[at] === time ? (values[at] ?? QUALITY.good) : QUALITY.good;
    bytes[i] = quality;
    some ||= quality !== QUALITY.good;
  }
  return some ? bytes : undefined;
};

/** Index of the first time that is not before `ms`. */
const firstFrom = (timesMs: Float64Array, ms: number): number => {
  let [low, high] = [0, timesMs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((timesMs[middle] ?? ms) < ms) low = middle + 1;
    else high = middle;
  }
  return low;
};

const bytesOf = (numbers: Float64Array): Buffer =>
  Buffer.from(numbers.buffer as ArrayBuffer, numbers.byteOffset, numbers.byteLength);
