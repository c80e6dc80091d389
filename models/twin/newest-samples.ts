import type { LatestSample } from "../telemetry/features.ts";
import { QUALITY, qualityName } from "../telemetry/quality.ts";
import { seriesView } from "../telemetry/series-view.ts";
import type { Series, Telemetry } from "../telemetry/telemetry.ts";
import type { AssetType } from "./asset-type.ts";

/**
 * The newest good sample of each channel of a micro-batch; of a sensor that is doubted the newest one, with its quality and the
 * reason, because there may be no good one for weeks.
 *
 * @throws TwinError TWIN-TELEMETRY-001, -002 if a series can't be read
 */
export const newestSamples = (
  { time, values, series, doubts }: Telemetry,
  type: AssetType,
): Readonly<Record<string, LatestSample>> => {
  const newest: Record<string, LatestSample> = {};
  for (const name in values) {
    const value = values[name];
    if (value === undefined) continue;
    const of = series?.[name];
    const unit = of?.unit ?? type.channels[name]?.unit ?? "";
    newest[name] = { value, unit, time: of ? newestGoodTime(of, time) : time, quality: "good", ...saidOf(of) };
  }
  for (const name in doubts) {
    const of = series?.[name];
    const found = doubts[name];
    if (!of || !found) continue;
    const { n, timesMs, values: all, qualities } = seriesView(of);
    const value = all[n - 1] ?? Number.NaN;
    const quality = qualityName(qualities?.[n - 1] ?? QUALITY.good);
    newest[name] = { value, unit: of.unit, time: timesMs[n - 1] ?? time, quality, doubts: found, ...saidOf(of) };
  }
  return newest;
};

const saidOf = (of: Series | undefined): Pick<LatestSample, "calibration"> =>
  of?.calibration ? { calibration: of.calibration } : {};

/** `values` holds the newest good sample, which need not be the last. */
const newestGoodTime = (series: Series, otherwise: number): number => {
  const { n, timesMs, qualities } = seriesView(series);
  let at = n - 1;
  while (at > 0 && qualities && qualities[at] !== QUALITY.good) at--;
  return timesMs[at] ?? otherwise;
};
