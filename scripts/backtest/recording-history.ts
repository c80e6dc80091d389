import type { PreparedFlow } from "../../models/backtest/prepare-flow.ts";
import { TwinError } from "../../models/errors/twin-error.ts";
import { QUALITY } from "../../models/telemetry/quality.ts";
import { seriesView } from "../../models/telemetry/series-view.ts";
import { type Series, TELEMETRY_TAG } from "../../models/telemetry/telemetry.ts";
import { type UnitConverter, unitConverter } from "../../models/telemetry/units.ts";
import { recordingErrors } from "../recording/errors.ts";
import type { Recording } from "../recording/open-recording.ts";
import type { BlockHead } from "../recording/recording-format.ts";
import type { RecordedBatch } from "./history.ts";
import { machinesOf, type RecordedMachine } from "./recorded-machines.ts";
import type { Span } from "./span.ts";

/** @throws TwinError TWIN-BACKTEST-001, TWIN-RECORDING-005 where a unit can't become that of the flow's asset type */
export const machinesOfRecording = (
  { file, blocks }: Recording,
  flow: PreparedFlow,
  only: readonly string[],
): readonly RecordedMachine[] => {
  const units = new Map<string, Map<string, string>>();
  const types = new Map<string, string>();
  for (const { head } of blocks) {
    const channels = units.get(head.asset) ?? new Map<string, string>();
    units.set(head.asset, channels);
    types.set(head.asset, head.assetType);
    for (const { channel, unit } of head.series) channels.set(channel, unit);
  }
  const machines = machinesOf(
    flow,
    only,
    types,
    new Map([...units].map(([asset, channels]) => [asset, [...channels.keys()]])),
  );
  for (const { asset, channels } of machines) {
    for (const { channel, unit: expected } of channels) {
      const found = units.get(asset)?.get(channel) ?? expected;
      try {
        unitConverter(found, expected);
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message : String(cause);
        throw new TwinError(recordingErrors.badUnit, { file, channel, asset, found, expected, reason }, cause);
      }
    }
  }
  return machines;
};

export const spanOfRecording = ({ blocks }: Recording, machines: readonly RecordedMachine[]): Span | undefined => {
  const own = blocks.filter(({ head }) => machines.some(({ asset }) => asset === head.asset));
  const [first] = own;
  return first && { fromMs: first.head.fromMs, toMs: Math.max(...own.map(({ head }) => head.toMs)) };
};

/** One batch for each block. Channels that the asset type does not have are left out. */
export async function* telemetryOfRecording(
  recording: Recording,
  { asset, channels }: RecordedMachine,
  span: Span,
): AsyncGenerator<RecordedBatch> {
  const units = new Map(channels.map(({ channel, unit }) => [channel, unit]));
  for (const block of recording.blocks) {
    const { head } = block;
    if (head.asset !== asset || head.toMs <= span.fromMs || head.fromMs >= span.toMs) continue;
    const series: Record<string, Series> = {};
    const values: Record<string, number> = {};
    let [time, readings] = [Number.NEGATIVE_INFINITY, 0];
    for (const [channel, whole] of Object.entries(recording.read(block))) {
      const unit = units.get(channel);
      const within = unit === undefined ? undefined : converted(clipped(whole, head, span), unit);
      if (!within) continue;
      const { n, timesMs, values: numbers, qualities } = seriesView(within);
      series[channel] = within;
      const good = qualities ? qualities.lastIndexOf(QUALITY.good) : n - 1;
      if (good >= 0) values[channel] = numbers[good] ?? Number.NaN;
      time = Math.max(time, timesMs[n - 1] ?? time);
      readings += n;
    }
    if (readings > 0) yield { schema: TELEMETRY_TAG, asset, time, values, series, readings };
  }
}

/** The samples within a span; undefined where there is none. Nothing is copied. */
const clipped = (series: Series, { fromMs, toMs }: BlockHead, span: Span): Series | undefined => {
  if (fromMs >= span.fromMs && toMs <= span.toMs) return series;
  const { timesMs } = seriesView(series);
  const [begin, end] = [firstAtLeast(timesMs, span.fromMs), firstAtLeast(timesMs, span.toMs)];
  if (begin >= end) return undefined;
  const { unit, t, v, q } = series;
  return {
    ...{ unit, n: end - begin, t: t.subarray(8 * begin, 8 * end), v: v.subarray(8 * begin, 8 * end) },
    ...(q ? { q: q.subarray(begin, end) } : {}),
  };
};

const firstAtLeast = (timesMs: Float64Array, timeMs: number): number => {
  let [low, high] = [0, timesMs.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((timesMs[middle] ?? timeMs) < timeMs) low = middle + 1;
    else high = middle;
  }
  return low;
};

const converted = (series: Series | undefined, unit: string): Series | undefined => {
  if (!series || series.unit === unit) return series;
  const { scale, offset }: UnitConverter = unitConverter(series.unit, unit);
  const values = seriesView(series).values.map((value) => value * scale + offset);
  return { ...series, unit, v: Buffer.from(values.buffer) };
};
