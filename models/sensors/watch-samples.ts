import { QUALITY } from "../telemetry/quality.ts";
import type { SeriesView } from "../telemetry/series-view.ts";
import { type AssetSensors, type ChannelSensors, newChannelSensors } from "./asset-sensors.ts";
import type { SensorPlan, WatchedChannel } from "./sensor-plan.ts";
import { CONFIRMED, takeSpike } from "./spike.ts";
import { takeStuck } from "./stuck.ts";
import { DRIFT_WINDOW_MS } from "./watch-drift.ts";

/** Jumps of so many channels at once are the machine's doing: a start, a stop, another product. */
const MACHINE_JUMPS = 2;

/** What was found in the samples of one channel. */
export interface Judged {
  readonly watched: WatchedChannel;
  readonly view: SeriesView;
  readonly known: ChannelSensors;
  /** Quality by sample. */
  readonly qualities: Uint8Array;
  /** Places of samples that are off from those before. */
  readonly jumps: readonly number[];
}

/** Looks at each sample of one channel alone: is it possible, has it changed, has it jumped. Changes what is remembered of the channel. */
export const judgeSamples = (sensors: AssetSensors, watched: WatchedChannel, view: SeriesView): Judged => {
  const { name, channel, sensor } = watched;
  const { n, timesMs, values } = view;
  const known = sensors.channels[name] ?? newChannelSensors(values[0] ?? 0, timesMs[0] ?? 0);
  sensors.channels[name] = known;
  const qualities = view.qualities ? Uint8Array.from(view.qualities) : new Uint8Array(n);
  const { min, max } = channel.plausible ?? { min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY };
  const jumps: number[] = [];
  for (let i = 0; i < n; i++) {
    const timeMs = timesMs[i] ?? 0;
    const value = values[i] ?? Number.NaN;
    if (!(value >= min && value <= max)) {
      qualities[i] = QUALITY.bad;
      known.rangeMs = timeMs;
      continue;
    }
    if (known.lastMs > 0) known.everyMs = timeMs - known.lastMs;
    known.lastMs = timeMs;
    if (qualities[i] !== QUALITY.good) continue;
    if (takeStuck(known.stuck, timeMs, value, sensor.resolution ?? 0)) known.movedMs = timeMs;
    if (sensor.spikeAbove !== undefined && takeSpike(known.spike, timeMs, value, sensor.spikeAbove)) {
      known.jumpedMs = timeMs;
      jumps.push(i);
    }
  }
  return { watched, view, known, qualities, jumps };
};

/** Marks jumps as spikes unless several channels jumped together, or the machine stands: then it cools and drains as it likes. */
export const markSpikes = (sensors: AssetSensors, { view, known, qualities, jumps }: Judged): void => {
  if (sensors.runsSinceMs === 0) return;
  for (const i of jumps) {
    const timeMs = view.timesMs[i] ?? 0;
    const together = Object.values(sensors.channels).filter(
      ({ jumpedMs }) => jumpedMs > 0 && Math.abs(jumpedMs - timeMs) <= CONFIRMED * known.everyMs,
    );
    if (together.length >= MACHINE_JUMPS) continue;
    qualities[i] = QUALITY.uncertain;
    known.spikeMs = timeMs;
  }
};

/** Since when the machine runs, and which windows it did not run through. */
export const watchRunning = (sensors: AssetSensors, plan: SensorPlan, view: SeriesView): void => {
  const above = plan.running?.above ?? Number.NEGATIVE_INFINITY;
  for (let i = 0; i < view.n; i++) {
    const timeMs = view.timesMs[i] ?? 0;
    const runs = (view.values[i] ?? 0) > above;
    if (!runs) {
      sensors.runsSinceMs = 0;
      markStanding(sensors, timeMs);
    } else if (sensors.runsSinceMs === 0) {
      // What came before the start is not known to be at rest, nor is the window in which it starts compared.
      sensors.runsSinceMs = timeMs;
      markStanding(sensors, timeMs);
    }
  }
};

/** Adds good samples to the means of their windows. */
export const addToWindows = (sensors: AssetSensors, { watched, view, qualities }: Judged): void => {
  for (let i = 0; i < view.n; i++) {
    if (qualities[i] !== QUALITY.good) continue;
    const sums = windowAt(sensors, view.timesMs[i] ?? 0)?.sums;
    if (!sums) continue;
    const known = sums[watched.name] ?? { n: 0, sum: 0, squares: 0 };
    sums[watched.name] = known;
    const value = view.values[i] ?? 0;
    known.n++;
    known.sum += value;
    known.squares += value * value;
  }
};

const markStanding = (sensors: AssetSensors, timeMs: number): void => {
  const window = windowAt(sensors, timeMs);
  if (window) window.stands = true;
};

/** The window of a time, unless it has been compared already. */
const windowAt = (sensors: AssetSensors, timeMs: number): AssetSensors["windows"][string] | undefined => {
  const number = Math.ceil(timeMs / DRIFT_WINDOW_MS) - 1;
  if (number <= sensors.closed) return undefined;
  const window = sensors.windows[number] ?? { sums: {}, stands: false };
  sensors.windows[number] = window;
  return window;
};
