import { QUALITY } from "../telemetry/quality.ts";
import type { SeriesView } from "../telemetry/series-view.ts";
import { type AssetSensors, type ChannelSensors, type ChannelSums, newChannelSensors } from "./asset-sensors.ts";
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
  /** Quality by sample, a copy once one is marked; undefined: all good. */
  qualities: Uint8Array | undefined;
  isMarked: boolean;
  /** Places of samples that are off from those before. */
  readonly jumps: number[];
}

/** Makes the quality of a sample no better than this. */
export const mark = (judged: Judged, i: number, quality: number): void => {
  if (!judged.isMarked) {
    judged.qualities = judged.qualities ? Uint8Array.from(judged.qualities) : new Uint8Array(judged.view.n);
    judged.isMarked = true;
  }
  const { qualities } = judged;
  if (qualities) qualities[i] = Math.max(qualities[i] ?? QUALITY.good, quality);
};

/** Looks at each sample of one channel alone: is it possible, has it changed, has it jumped. Changes what is remembered of the channel. */
export const judgeSamples = (sensors: AssetSensors, watched: WatchedChannel, view: SeriesView): Judged => {
  const { name, channel, sensor } = watched;
  const { n, timesMs, values } = view;
  const known = sensors.channels[name] ?? newChannelSensors(values[0] ?? 0, timesMs[0] ?? 0);
  sensors.channels[name] = known;
  const judged: Judged = { watched, view, known, qualities: view.qualities, isMarked: false, jumps: [] };
  const min = channel.plausible?.min ?? Number.NEGATIVE_INFINITY;
  const max = channel.plausible?.max ?? Number.POSITIVE_INFINITY;
  const { resolution = 0, spikeAbove } = sensor;
  for (let i = 0; i < n; i++) {
    const timeMs = timesMs[i] ?? 0;
    const value = values[i] ?? Number.NaN;
    if (!(value >= min && value <= max)) {
      mark(judged, i, QUALITY.bad);
      known.rangeMs = timeMs;
      continue;
    }
    if (known.lastMs > 0) known.everyMs = timeMs - known.lastMs;
    known.lastMs = timeMs;
    if (judged.qualities && judged.qualities[i] !== QUALITY.good) continue;
    if (takeStuck(known.stuck, timeMs, value, resolution)) known.movedMs = timeMs;
    if (spikeAbove !== undefined && takeSpike(known.spike, timeMs, value, spikeAbove)) {
      known.jumpedMs = timeMs;
      judged.jumps.push(i);
    }
  }
  return judged;
};

/** Marks jumps as spikes unless several channels jumped together, or the machine stands: then it cools and drains as it likes. */
export const markSpikes = (sensors: AssetSensors, judged: Judged): void => {
  if (judged.jumps.length === 0 || sensors.runsSinceMs === 0) return;
  const { view, known, jumps } = judged;
  for (const i of jumps) {
    const timeMs = view.timesMs[i] ?? 0;
    const together = Object.values(sensors.channels).filter(
      ({ jumpedMs }) => jumpedMs > 0 && Math.abs(jumpedMs - timeMs) <= CONFIRMED * known.everyMs,
    );
    if (together.length >= MACHINE_JUMPS) continue;
    mark(judged, i, QUALITY.uncertain);
    known.spikeMs = timeMs;
  }
};

/** Since when the machine runs, and which windows it did not run through. */
export const watchRunning = (sensors: AssetSensors, plan: SensorPlan, view: SeriesView): void => {
  const above = plan.running?.above ?? Number.NEGATIVE_INFINITY;
  for (let i = 0; i < view.n; i++) {
    const runs = (view.values[i] ?? 0) > above;
    if (runs && sensors.runsSinceMs > 0) continue;
    const timeMs = view.timesMs[i] ?? 0;
    // What came before the start is not known to be at rest, nor is the window in which it starts compared.
    sensors.runsSinceMs = runs ? timeMs : 0;
    const window = windowAt(sensors, numberOf(timeMs));
    if (window) window.stands = true;
  }
};

/** Adds good samples to the means of their windows. */
export const addToWindows = (sensors: AssetSensors, { watched, view, qualities }: Judged): void => {
  let number = Number.NaN;
  let endMs = Number.NEGATIVE_INFINITY;
  let sums: ChannelSums | undefined;
  for (let i = 0; i < view.n; i++) {
    if (qualities && qualities[i] !== QUALITY.good) continue;
    const timeMs = view.timesMs[i] ?? 0;
    if (!(timeMs <= endMs)) {
      number = numberOf(timeMs);
      endMs = (number + 1) * DRIFT_WINDOW_MS;
      sums = sumsOf(sensors, number, watched.name);
    }
    if (!sums) continue;
    const value = view.values[i] ?? 0;
    sums.n++;
    sums.sum += value;
    sums.squares += value * value;
  }
};

/** Number of the window since 1970; a time at its very end belongs to it. */
const numberOf = (timeMs: number): number => Math.ceil(timeMs / DRIFT_WINDOW_MS) - 1;

const sumsOf = (sensors: AssetSensors, number: number, name: string): ChannelSums | undefined => {
  const window = windowAt(sensors, number);
  if (!window) return undefined;
  const sums = window.sums[name] ?? { n: 0, sum: 0, squares: 0 };
  window.sums[name] = sums;
  return sums;
};

/** The window of that number, unless it has been compared already. */
const windowAt = ({ windows, closed }: AssetSensors, number: number): AssetSensors["windows"][number] | undefined => {
  if (number <= closed) return undefined;
  const known = windows.findLast((one) => one.number === number);
  if (known) return known;
  const made = { number, sums: {}, stands: false };
  windows.push(made);
  return made;
};
