import { cutTelemetry } from "../telemetry/cut-telemetry.ts";
import { seriesView } from "../telemetry/series-view.ts";
import type { Telemetry } from "../telemetry/telemetry.ts";

/** A batch as single scans: one message for each time at which anything was measured. Waveforms come with the last. */
export const scansOf = (batch: Telemetry): readonly Telemetry[] => {
  const { waveforms, ...numbers } = batch;
  const cut = cutTelemetry(numbers);
  const times = new Set(Object.values(batch.series ?? {}).flatMap((one) => [...seriesView(one).timesMs]));
  const scans = [...times].sort((a, b) => a - b).flatMap((time) => cut(time) ?? []);
  if (!waveforms) return scans;
  const last = scans.at(-1);
  return last ? [...scans.slice(0, -1), { ...last, time: batch.time, waveforms }] : [batch];
};
