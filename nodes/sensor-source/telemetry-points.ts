import { seriesView } from "../../models/telemetry/series-view.ts";
import type { Telemetry } from "../../models/telemetry/telemetry.ts";
import type { Point } from "../kit/store.ts";

/** The samples of a message as points of the measurement `telemetry`; waveforms are not stored. */
export const telemetryPoints = ({ asset, series }: Telemetry): Point[] => {
  const points: Point[] = [];
  for (const channel in series) {
    const samples = series[channel];
    if (!samples) continue;
    const { n, timesMs, values, qualities } = seriesView(samples);
    const tags = { asset, channel };
    for (let i = 0; i < n; i++) {
      const fields = { value: values[i] ?? Number.NaN, quality: qualities?.[i] ?? 0 };
      points.push({ measurement: "telemetry", tags, fields, timeMs: timesMs[i] ?? Number.NaN });
    }
  }
  return points;
};
