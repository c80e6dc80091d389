import { QUALITY } from "../telemetry/quality.ts";
import type { SeriesView } from "../telemetry/series-view.ts";

/**
 * Running sums of one channel over one span of time, kept as `SLOTS` numbers of a Float64Array that many share. Values
 * and times are summed as differences from the first ones, so that a large mean or an epoch time costs no digits.
 */
export const SLOTS = 11;
export const SLOT = {
  good: 0,
  bad: 1,
  originMs: 2,
  originValue: 3,
  dt: 4,
  dtDt: 5,
  dv: 6,
  dvDv: 7,
  dtDv: 8,
  min: 9,
  max: 10,
} as const;

/** Values outside are physically impossible and count as bad; NaN always is. */
export interface Plausible {
  readonly min: number;
  readonly max: number;
}

/** NaN fails both comparisons. Uncertain samples count as good; their quality travels on with the newest sample. */
const isGood = (value: number, lowest: number, highest: number, quality: number | undefined): boolean =>
  value >= lowest && value <= highest && (quality === undefined || quality < QUALITY.bad);

/**
 * Adds samples as long as their time lies in [startMs, endMs). Bad, impossible and NaN samples are counted and left out.
 *
 * @param sums array that holds the accumulator's slots from `at`
 * @param first index of the first sample to add
 * @returns index of the first sample that was not added because of its time; `view.n` if all were
 */
export const accumulate = (
  sums: Float64Array,
  at: number,
  view: SeriesView,
  first: number,
  startMs: number,
  endMs: number,
  plausible: Plausible,
): number => {
  const { n, timesMs, values, qualities } = view;
  const lowest = Math.max(plausible.min, -Number.MAX_VALUE);
  const highest = Math.min(plausible.max, Number.MAX_VALUE);
  let good = sums[at + SLOT.good] as number;
  if (good === 0) begin(sums, at, view, first, lowest, highest);
  const originMs = sums[at + SLOT.originMs] as number;
  const originValue = sums[at + SLOT.originValue] as number;
  let bad = 0;
  let dt = 0;
  let dtDt = 0;
  let dv = 0;
  let dvDv = 0;
  let dtDv = 0;
  let min = sums[at + SLOT.min] as number;
  let max = sums[at + SLOT.max] as number;
  let i = first;
  for (; i < n; i++) {
    const time = timesMs[i] as number;
    const value = values[i] as number;
    if (!(time >= startMs && time < endMs)) break;
    if (!isGood(value, lowest, highest, qualities?.[i])) {
      bad++;
      continue;
    }
    const t = time - originMs;
    const v = value - originValue;
    good++;
    dt += t;
    dtDt += t * t;
    dv += v;
    dvDv += v * v;
    dtDv += t * v;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  sums[at + SLOT.good] = good;
  sums[at + SLOT.bad] = (sums[at + SLOT.bad] as number) + bad;
  sums[at + SLOT.dt] = (sums[at + SLOT.dt] as number) + dt;
  sums[at + SLOT.dtDt] = (sums[at + SLOT.dtDt] as number) + dtDt;
  sums[at + SLOT.dv] = (sums[at + SLOT.dv] as number) + dv;
  sums[at + SLOT.dvDv] = (sums[at + SLOT.dvDv] as number) + dvDv;
  sums[at + SLOT.dtDv] = (sums[at + SLOT.dtDv] as number) + dtDv;
  sums[at + SLOT.min] = min;
  sums[at + SLOT.max] = max;
  return i;
};

/** Takes the first good sample as the origin: any origin is right, a near one costs no digits. */
const begin = (
  sums: Float64Array,
  at: number,
  { n, timesMs, values, qualities }: SeriesView,
  first: number,
  lowest: number,
  highest: number,
): void => {
  let i = first;
  while (i < n - 1 && !isGood(values[i] as number, lowest, highest, qualities?.[i])) i++;
  const value = values[i] as number;
  sums[at + SLOT.originMs] = timesMs[i] as number;
  sums[at + SLOT.originValue] = Number.isFinite(value) ? value : 0;
  sums[at + SLOT.min] = Number.POSITIVE_INFINITY;
  sums[at + SLOT.max] = Number.NEGATIVE_INFINITY;
};
