import { joinWaveforms } from "../../models/telemetry/join-waveforms.ts";
import { packRecorded } from "../../models/telemetry/pack-recorded.ts";
import { QUALITY } from "../../models/telemetry/quality.ts";
import { type Series, TELEMETRY_TAG, type Telemetry, type Waveform } from "../../models/telemetry/telemetry.ts";
import { type RecordedWaveform, readRecordedWaveform } from "../kit/recorded-waveforms.ts";
import type { HistoryReader } from "./history-reader.ts";

/** What is recorded of a channel, in the unit that the asset type gives it. */
export interface RecordedChannel {
  readonly name: string;
  readonly unit: string;
}

/** What is read of one machine. */
export interface WantedRecord {
  readonly asset: string;
  readonly channels: readonly RecordedChannel[];
  /** By time. */
  readonly waveforms: readonly RecordedWaveform[];
  readonly fromMs: number;
  readonly toMs: number;
}

/** Sent at once, and read at once: the live flow has the store's thread between two reads, each of some ms. */
const BATCH_MS = 3_600_000;

/** So many hours are asked for ahead: an answer comes when the live flow lets the store have its turn. */
const AHEAD = 4;

/**
 * Telemetry of one machine, an hour a message, by the data's time; a waveform comes with the readings up to it. The next hours are read while
 * one is worked on, empty ones not at all.
 */
export async function* recordedInput(reader: HistoryReader, wanted: WantedRecord): AsyncGenerator<Telemetry> {
  const { asset, channels, fromMs, toMs } = wanted;
  const waveforms = Map.groupBy(wanted.waveforms, ({ startTime }) => hourOf(startTime));
  const { hours, doubtful } = await survey(reader, asset, channels, fromMs, toMs, waveforms.keys());
  const asked: Promise<Hour>[] = [];
  const ask = (beginMs: number | undefined): void => {
    if (beginMs === undefined) return;
    const span = [Math.max(fromMs, beginMs), Math.min(toMs, beginMs + BATCH_MS)] as const;
    const hour = Promise.all([
      batchOf(reader, asset, channels, doubtful, ...span),
      Promise.all((waveforms.get(beginMs) ?? []).map((one) => readRecordedWaveform(reader, one))),
    ]);
    // one that fails while nobody waits for it is no unhandled rejection: it is thrown when it is its turn
    hour.catch(() => undefined);
    asked.push(hour);
  };
  hours.slice(0, AHEAD).forEach(ask);
  for (const [i] of hours.entries()) {
    const [telemetry, own] = (await asked.shift()) ?? [undefined, []];
    ask(hours[i + AHEAD]);
    yield* joinWaveforms(
      asset,
      telemetry,
      own.filter((one) => one !== undefined),
    );
  }
}

type Hour = readonly [Telemetry | undefined, readonly (Waveform | undefined)[]];

const hourOf = (timeMs: number): number => Math.floor(timeMs / BATCH_MS) * BATCH_MS;

/** The hours that have readings or waveforms, in their order, and the channels with a reading that is not good: only of these the qualities are read. */
const survey = async (
  { range: read }: HistoryReader,
  asset: string,
  channels: readonly RecordedChannel[],
  fromMs: number,
  toMs: number,
  waveformHours: Iterable<number>,
) => {
  const hours = new Set(waveformHours);
  const doubtful = new Set<string>();
  await Promise.all(
    channels.map(async ({ name }) => {
      const of = { measurement: "telemetry", tags: { asset, channel: name }, fromMs, toMs, everyMs: BATCH_MS };
      const [counts, worst] = await Promise.all([
        read({ ...of, field: "value", aggregate: "count" }),
        read({ ...of, field: "quality", aggregate: "max" }),
      ]);
      for (const time of counts.timesMs) hours.add(hourOf(time));
      if (worst.values.some((quality) => quality > QUALITY.good)) doubtful.add(name);
    }),
  );
  return { hours: [...hours].sort((a, b) => a - b), doubtful };
};

const batchOf = async (
  { range: read }: HistoryReader,
  asset: string,
  channels: readonly RecordedChannel[],
  doubtful: ReadonlySet<string>,
  fromMs: number,
  toMs: number,
): Promise<Telemetry | undefined> => {
  const series: Record<string, Series> = {};
  const values: Record<string, number> = {};
  let time = Number.NEGATIVE_INFINITY;
  const columns = await Promise.all(
    channels.map(async ({ name, unit }) => {
      const of = { measurement: "telemetry", tags: { asset, channel: name }, fromMs, toMs };
      const [range, quality] = await Promise.all([
        read({ ...of, field: "value" }),
        doubtful.has(name) ? read({ ...of, field: "quality" }) : undefined,
      ]);
      return { name, unit, range, quality };
    }),
  );
  for (const { name, unit, range, quality } of columns) {
    const n = range.timesMs.length;
    if (n === 0) continue;
    const packed = packRecorded(unit, range, quality);
    series[name] = packed.series;
    if (packed.newestGood !== undefined) values[name] = packed.newestGood;
    time = Math.max(time, range.timesMs[n - 1] ?? time);
  }
  return Number.isFinite(time) ? { schema: TELEMETRY_TAG, asset, time, values, series } : undefined;
};
