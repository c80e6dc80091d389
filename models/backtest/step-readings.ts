import { makeSeries } from "../telemetry/series-view.ts";
import { type Series, TELEMETRY_TAG, type Telemetry } from "../telemetry/telemetry.ts";
import type { StepReadings } from "./flow-test.ts";

/** Sent at once. */
const BATCH_MS = 3_600_000;

/**
 * The telemetry of a test's readings, in batches of an hour.
 *
 * @param unitOf UCUM code of a channel
 * @returns none where `from` is no time
 */
export const stepTelemetry = (
  { asset, from, everySeconds, count, channels, ripplePercent = 0 }: StepReadings,
  unitOf: (channel: string) => string,
): readonly Telemetry[] => {
  const [fromMs, stepMs] = [Date.parse(from), everySeconds * 1000];
  if (!Number.isFinite(fromMs)) return [];
  const perBatch = Math.max(1, Math.floor(BATCH_MS / stepMs));
  return Array.from({ length: Math.ceil(count / perBatch) }, (_, batch) => {
    const begin = batch * perBatch;
    const n = Math.min(perBatch, count - begin);
    const times = Array.from({ length: n }, (_, i) => fromMs + (begin + i) * stepMs);
    const series: Record<string, Series> = {};
    const values: Record<string, number> = {};
    for (const [channel, knots] of Object.entries(channels)) {
      const line = Array.isArray(knots) ? knots : [knots];
      const course = times.map(
        (_, i) =>
          onLine(line, (begin + i) / Math.max(1, count - 1)) * (1 + (ripplePercent / 100) * ripple(begin + i, channel)),
      );
      series[channel] = makeSeries(unitOf(channel), times, course);
      values[channel] = course.at(-1) ?? 0;
    }
    return { schema: TELEMETRY_TAG, asset, time: times.at(-1) ?? fromMs, values, series };
  });
};

/** The height at `share` (0 to 1) of the way over equally spaced knots that straight lines join. */
const onLine = (knots: readonly number[], share: number): number => {
  const at = share * (knots.length - 1);
  const left = Math.min(Math.floor(at), Math.max(0, knots.length - 2));
  const [a = 0, b = a] = [knots[left], knots[left + 1]];
  return a + (b - a) * (at - left);
};

/** -1 to 1, another for each channel: looks like noise and is the same in each run. */
const ripple = (i: number, channel: string): number => (((i + 1) * (7919 + 13 * channel.length)) % 201) / 100 - 1;
