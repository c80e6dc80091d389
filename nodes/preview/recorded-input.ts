import { QUALITY } from "../../models/telemetry/quality.ts";
import { type Series, TELEMETRY_TAG, type Telemetry } from "../../models/telemetry/telemetry.ts";
import type { Range, RangeQuery } from "../kit/store.ts";

/** What is recorded of a channel, in the unit that the asset type gives it. */
export interface RecordedChannel {
  readonly name: string;
  readonly unit: string;
}

export type ReadRange = (query: RangeQuery) => Promise<Range>;

/** Sent at once, and read at once: the live flow has the store's thread between two reads, each of some ms. */
const BATCH_MS = 3_600_000;

/** Telemetry of one machine, an hour a message, by the data's time. The next hour is read while one is worked on. */
export async function* recordedInput(
  read: ReadRange,
  asset: string,
  channels: readonly RecordedChannel[],
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): AsyncGenerator<Telemetry> {
  const doubtful = await doubtfulChannels(read, asset, channels, fromMs, toMs);
  const readHour = (beginMs: number): Promise<Telemetry | undefined> =>
    batchOf(read, asset, channels, doubtful, beginMs, Math.min(toMs, beginMs + BATCH_MS));
  let next = readHour(fromMs);
  for (let beginMs = fromMs; beginMs < toMs; beginMs += BATCH_MS) {
    const telemetry = await next;
    if (beginMs + BATCH_MS < toMs) {
      next = readHour(beginMs + BATCH_MS);
      // one that fails while nobody waits for it is no unhandled rejection: it is thrown when it is its turn
      next.catch(() => undefined);
    }
    if (telemetry) yield telemetry;
  }
}

/** Channels with a reading that is not good: only of these the qualities are read. */
const doubtfulChannels = async (
  read: ReadRange,
  asset: string,
  channels: readonly RecordedChannel[],
  fromMs: number,
  toMs: number,
): Promise<ReadonlySet<string>> => {
  const found = new Set<string>();
  for (const { name } of channels) {
    const of = { measurement: "telemetry", tags: { asset, channel: name }, field: "quality", fromMs, toMs };
    const worst = await read({ ...of, everyMs: BATCH_MS, aggregate: "max" });
    if (worst.values.some((quality) => quality > QUALITY.good)) found.add(name);
  }
  return found;
};

const batchOf = async (
  read: ReadRange,
  asset: string,
  channels: readonly RecordedChannel[],
  doubtful: ReadonlySet<string>,
  fromMs: number,
  toMs: number,
): Promise<Telemetry | undefined> => {
  const series: Record<string, Series> = {};
  const values: Record<string, number> = {};
  let time = Number.NEGATIVE_INFINITY;
  for (const { name, unit } of channels) {
    const of = { measurement: "telemetry", tags: { asset, channel: name }, fromMs, toMs };
    const range = await read({ ...of, field: "value" });
    const n = range.timesMs.length;
    if (n === 0) continue;
    const q = doubtful.has(name) ? qualities(await read({ ...of, field: "quality" }), range.timesMs) : undefined;
    series[name] = { unit, n, t: bytes(range.timesMs), v: bytes(range.values), ...(q ? { q } : {}) };
    const last = q ? q.lastIndexOf(QUALITY.good) : n - 1;
    if (last >= 0) values[name] = range.values[last] ?? Number.NaN;
    time = Math.max(time, range.timesMs[n - 1] ?? time);
  }
  return Number.isFinite(time) ? { schema: TELEMETRY_TAG, asset, time, values, series } : undefined;
};

const bytes = (numbers: Float64Array): Buffer =>
  Buffer.from(numbers.buffer as ArrayBuffer, numbers.byteOffset, numbers.byteLength);

/** Both are fields of the same points, so that the times are the same; one without a quality is good. */
const qualities = ({ timesMs, values }: Range, of: Float64Array): Buffer => {
  const found = Buffer.alloc(of.length);
  let at = 0;
  for (const [i, time] of of.entries()) {
    while ((timesMs[at] ?? Number.POSITIVE_INFINITY) < time) at++;
    if (timesMs[at] === time) found[i] = values[at] ?? QUALITY.good;
  }
  return found;
};
