import { joinWaveforms } from "../../models/telemetry/join-waveforms.ts";
import { packRecorded } from "../../models/telemetry/pack-recorded.ts";
import { type Series, TELEMETRY_TAG, type Telemetry } from "../../models/telemetry/telemetry.ts";
import type { Range } from "../../nodes/kit/store.ts";
import type { Recorded } from "../../nodes/store/embedded/open-recorded.ts";
import type { Span } from "./span.ts";
import { waveformsOf } from "./waveforms-of.ts";

/** A channel of a machine as it was recorded, in the unit of the asset type. */
export interface RecordedChannel {
  readonly channel: string;
  readonly unit: string;
}

/** Read at once: a day of 20 channels at 1 Hz is 14 MB of numbers. */
const READ_MS = 86_400_000;
/** Sent at once: what a live source sends in an hour costs a flow as much as what it sends in a second. */
const BATCH_MS = 3_600_000;

/**
 * The telemetry of one machine in batches of an hour, by the data's time; a waveform comes with the readings up to it. A channel without
 * readings in a batch is left out. Batches begin with the hour of the clock (UTC), wherever the span does: what a flow makes of a batch would
 * otherwise depend on how the span was chosen.
 */
export async function* recordedTelemetry(
  store: Pick<Recorded, "range" | "listDocuments" | "getDocument">,
  asset: string,
  channels: readonly RecordedChannel[],
  { fromMs, toMs }: Span,
): AsyncGenerator<Telemetry & { readonly readings: number }> {
  for (let day = fromMs; day < toMs; day = nextWhole(day, READ_MS)) {
    const span = { fromMs: day, toMs: Math.min(toMs, nextWhole(day, READ_MS)) };
    const columns: (RecordedChannel & { values: Range; qualities: Range; at: number })[] = [];
    for (const one of channels) {
      const of = { measurement: "telemetry", tags: { asset, channel: one.channel }, ...span };
      const values = await store.range({ ...of, field: "value" });
      if (values.values.length === 0) continue;
      columns.push({ ...one, values, qualities: await store.range({ ...of, field: "quality" }), at: 0 });
    }
    for (let hour = span.fromMs; hour < span.toMs; hour = nextWhole(hour, BATCH_MS)) {
      const toMs = Math.min(span.toMs, nextWhole(hour, BATCH_MS));
      const telemetry = batchOf(asset, columns, toMs);
      const waveforms = waveformsOf(store, asset, { fromMs: hour, toMs });
      for await (const one of joinWaveforms(asset, telemetry, waveforms)) yield { ...one, readings: countOf(one) };
    }
  }
}

const nextWhole = (timeMs: number, stepMs: number): number => (Math.floor(timeMs / stepMs) + 1) * stepMs;

interface Column extends RecordedChannel {
  readonly values: Range;
  readonly qualities: Range;
  at: number;
}

const batchOf = (asset: string, columns: readonly Column[], endMs: number) => {
  const series: Record<string, Series> = {};
  const latest: Record<string, number> = {};
  let time = Number.NEGATIVE_INFINITY;
  for (const column of columns) {
    const { timesMs, values } = column.values;
    const begin = column.at;
    let end = begin;
    while (end < timesMs.length && (timesMs[end] ?? 0) < endMs) end++;
    column.at = end;
    if (end === begin) continue;
    const readingsNow = { timesMs: timesMs.slice(begin, end), values: values.slice(begin, end) };
    const packed = packRecorded(column.unit, readingsNow, column.qualities);
    series[column.channel] = packed.series;
    if (packed.newestGood !== undefined) latest[column.channel] = packed.newestGood;
    time = Math.max(time, timesMs[end - 1] ?? time);
  }
  return Number.isFinite(time) ? ({ schema: TELEMETRY_TAG, asset, time, values: latest, series } as const) : undefined;
};

const countOf = ({ series = {} }: Telemetry): number => Object.values(series).reduce((sum, { n }) => sum + n, 0);
