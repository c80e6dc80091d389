import { QUALITY } from "../../models/telemetry/quality.ts";
import { makeSeries } from "../../models/telemetry/series-view.ts";
import { TELEMETRY_TAG, type Telemetry, type Waveform } from "../../models/telemetry/telemetry.ts";
import type { ChannelPlan } from "./plan.ts";

/** The samples of one channel since the last batch, in the order of their time. */
export interface Column {
  readonly plan: ChannelPlan;
  times: Float64Array;
  values: Float64Array;
  qualities: Uint8Array;
  n: number;
  allGood: boolean;
  latestGood: number;
  /** Source time of the newest sample ever taken, across batches. */
  lastMs: number;
}

/** One asset's open batch, and what is remembered of its channels. */
export interface AssetBatch {
  readonly asset: string;
  readonly columns: (Column | undefined)[];
  waveforms: Waveform[];
  /** Start of the newest snapshot of each channel. */
  readonly waveformMs: Map<string, number>;
  samples: number;
}

const FIRST_CAPACITY = 64;

export const emptyBatch = (asset: string): AssetBatch => ({
  asset,
  columns: [],
  waveforms: [],
  waveformMs: new Map(),
  samples: 0,
});

export const columnOf = (batch: AssetBatch, plan: ChannelPlan): Column => {
  const known = batch.columns[plan.index];
  if (known) return known;
  const made: Column = {
    plan,
    times: new Float64Array(FIRST_CAPACITY),
    values: new Float64Array(FIRST_CAPACITY),
    qualities: new Uint8Array(FIRST_CAPACITY),
    n: 0,
    allGood: true,
    latestGood: Number.NaN,
    lastMs: Number.NEGATIVE_INFINITY,
  };
  batch.columns[plan.index] = made;
  return made;
};

/** Adds a sample that has passed every check. */
export const addSample = (batch: AssetBatch, column: Column, value: number, timeMs: number, quality: number): void => {
  const at = column.n;
  if (at === column.times.length) grow(column);
  column.times[at] = timeMs;
  column.values[at] = value;
  column.qualities[at] = quality;
  if (quality === QUALITY.good) column.latestGood = value;
  else column.allGood = false;
  column.n = at + 1;
  column.lastMs = timeMs;
  batch.samples++;
};

/** Closes a batch: makes the message of what it holds and empties it. undefined if it holds nothing. */
export const closeBatch = (batch: AssetBatch, receivedTime: number, flowRevision: string): Telemetry | undefined => {
  if (batch.samples === 0) return undefined;
  const values: Record<string, number> = {};
  const series: NonNullable<Telemetry["series"]> = {};
  let time = Number.NEGATIVE_INFINITY;
  let fromMs = Number.POSITIVE_INFINITY;
  let channels = 0;
  for (const column of batch.columns) {
    if (!column || column.n === 0) continue;
    const { plan, n, latestGood, allGood } = column;
    const qualities = allGood ? undefined : column.qualities.subarray(0, n);
    series[plan.channel] = makeSeries(plan.unit, column.times.subarray(0, n), column.values.subarray(0, n), qualities);
    if (!Number.isNaN(latestGood)) values[plan.channel] = latestGood;
    if (column.lastMs > time) time = column.lastMs;
    fromMs = Math.min(fromMs, column.times[0] ?? fromMs);
    channels++;
    column.n = 0;
    column.allGood = true;
    column.latestGood = Number.NaN;
  }
  const { waveforms } = batch;
  for (const { startTime } of waveforms) {
    time = Math.max(time, startTime);
    fromMs = Math.min(fromMs, startTime);
  }
  batch.waveforms = [];
  batch.samples = 0;
  const lineage = { flowRevision, fromMs, toMs: time };
  const telemetry: Telemetry = { schema: TELEMETRY_TAG, asset: batch.asset, time, receivedTime, values, lineage };
  if (channels > 0) telemetry.series = series;
  if (waveforms.length > 0) telemetry.waveforms = waveforms;
  return telemetry;
};

/** Lets times that were there before come again. */
export const forgetTimes = (batch: AssetBatch): void => {
  batch.waveformMs.clear();
  for (const column of batch.columns) if (column) column.lastMs = Number.NEGATIVE_INFINITY;
};

const grow = (column: Column): void => {
  const capacity = column.times.length * 2;
  const { times, values, qualities } = column;
  column.times = new Float64Array(capacity);
  column.times.set(times);
  column.values = new Float64Array(capacity);
  column.values.set(values);
  column.qualities = new Uint8Array(capacity);
  column.qualities.set(qualities);
};
