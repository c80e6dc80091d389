import { seriesView } from "../../models/telemetry/series-view.ts";
import type { Telemetry } from "../../models/telemetry/telemetry.ts";
import type { Point } from "../kit/store.ts";

/**
 * One sample as a point. Of a channel of whole numbers a value that is none, which is bad, stays as it came: it is kept as a float.
 */
export const telemetryPoint = (
  tags: { readonly asset: string; readonly channel: string },
  value: number,
  quality: number,
  timeMs: number,
  integer: boolean,
): Point => {
  const point = { measurement: "telemetry", tags, fields: { value, quality }, timeMs };
  return integer && Number.isSafeInteger(value) ? { ...point, integers: INTEGERS } : point;
};
const INTEGERS = ["value"];

/** The samples of a message as points of the measurement `telemetry`; waveforms are not stored. */
export const telemetryPoints = ({ asset, series }: Telemetry): Point[] => {
  const points: Point[] = [];
  for (const channel in series) {
    const samples = series[channel];
    if (!samples) continue;
    const { n, timesMs, values, qualities } = seriesView(samples);
    const tags = { asset, channel };
    for (let i = 0; i < n; i++) {
      const [value, timeMs] = [values[i] ?? Number.NaN, timesMs[i] ?? Number.NaN];
      points.push(telemetryPoint(tags, value, qualities?.[i] ?? 0, timeMs, samples.integer === true));
    }
  }
  return points;
};
