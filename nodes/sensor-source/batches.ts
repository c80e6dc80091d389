import { QUALITY } from "../../models/telemetry/quality.ts";
import { TELEMETRY_TAG, type Telemetry, type Waveform } from "../../models/telemetry/telemetry.ts";
import { packSeries } from "./pack-series.ts";
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

/** When the snapshots of one channel began. */
export interface WaveformTimes {
  newestMs: number;
  /** The last ones that came, whatever their order. */
  readonly recent: Set<number>;
}

/** One asset's open batch, and what is remembered of its channels. */
export interface AssetBatch {
  readonly asset: string;
  readonly columns: (Column | undefined)[];
  waveforms: Waveform[];
  readonly waveformTimes: Map<string, WaveformTimes>;
  samples: number;
  /** What the newest readings came under. */
  context: Readonly<Record<string, string>> | undefined;
}

const FIRST_CAPACITY = 64;

export const emptyBatch = (asset: string): AssetBatch => ({
  asset,
  columns: [],
  waveforms: [],
  waveformTimes: new Map(),
  samples: 0,
  context: undefined,
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

/** A broker sends again what it has no acknowledgement of: far fewer than this. */
const RECENT_WAVEFORMS = 1000;

/** Whether the snapshot of this channel and time came before; if not, it is remembered. */
export const isKnownWaveform = ({ waveformTimes }: AssetBatch, channel: string, timeMs: number): boolean => {
  const times = waveformTimes.get(channel) ?? { newestMs: Number.NEGATIVE_INFINITY, recent: new Set<number>() };
  waveformTimes.set(channel, times);
  if (times.recent.has(timeMs)) return true;
  times.recent.add(timeMs);
  times.newestMs = Math.max(times.newestMs, timeMs);
  for (const oldest of times.recent) {
    if (times.recent.size <= RECENT_WAVEFORMS) break;
    times.recent.delete(oldest);
  }
  return false;
};

/** The newest word about each name counts; batches of one context share it. */
export const addContext = (batch: AssetBatch, context: Readonly<Record<string, string>>): void => {
  if (batch.context !== context) batch.context = batch.context ? { ...batch.context, ...context } : context;
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
  const { waveforms, columns } = batch;
  const scalars = batch.samples - waveforms.length;
  const series = scalars > 0 ? packSeries(columns, scalars) : undefined;
  const values: Record<string, number> = {};
  let time = Number.NEGATIVE_INFINITY;
  let fromMs = Number.POSITIVE_INFINITY;
  for (const column of columns) {
    if (!column || column.n === 0) continue;
    const { plan, latestGood, lastMs } = column;
    const firstMs = column.times[0] ?? lastMs;
    if (!Number.isNaN(latestGood)) values[plan.channel] = latestGood;
    if (lastMs > time) time = lastMs;
    if (firstMs < fromMs) fromMs = firstMs;
    column.n = 0;
    column.allGood = true;
    column.latestGood = Number.NaN;
  }
  for (const { startTime } of waveforms) {
    time = Math.max(time, startTime);
    fromMs = Math.min(fromMs, startTime);
  }
  const { context } = batch;
  batch.waveforms = [];
  batch.samples = 0;
  batch.context = undefined;
  const lineage = { flowRevision, fromMs, toMs: time };
  const telemetry: Telemetry = { schema: TELEMETRY_TAG, asset: batch.asset, time, receivedTime, values, lineage };
  if (series) telemetry.series = series;
  if (context) telemetry.context = context;
  if (waveforms.length > 0) telemetry.waveforms = waveforms;
  return telemetry;
};

/** Lets waveforms that were given up come again. */
export const forgetWaveforms = (batches: ReadonlyMap<string, AssetBatch>, given: readonly Telemetry[]): void => {
  for (const { asset, waveforms = [] } of given) {
    const times = batches.get(asset)?.waveformTimes;
    for (const { channel, startTime } of waveforms) times?.get(channel)?.recent.delete(startTime);
  }
};

/** Lets times that were there before come again. */
export const forgetTimes = (batch: AssetBatch): void => {
  batch.waveformTimes.clear();
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
