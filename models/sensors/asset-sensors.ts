import type { SkewMemory } from "./clock-skew.ts";
import type { DriftChart } from "./drift-chart.ts";
import type { PhysicsMemory } from "./expected-channels.ts";
import { newSpikeMemory, type SpikeMemory } from "./spike.ts";
import type { StuckMemory } from "./stuck.ts";

/** What is remembered of one channel. Times are the data's; 0: never. */
export interface ChannelSensors {
  readonly spike: SpikeMemory;
  readonly stuck: StuckMemory;
  /** The newest two samples, the newest change, jump, spike and impossible value. */
  lastMs: number;
  everyMs: number;
  movedMs: number;
  jumpedMs: number;
  spikeMs: number;
  rangeMs: number;
  hangsMs: number;
}

/** Good samples of a channel in one window. */
export interface ChannelSums {
  n: number;
  sum: number;
  squares: number;
}

/** A channel that has drifted, until it is back. */
export interface Drifted {
  readonly sinceMs: number;
  /** Key of the chart that tells. */
  readonly by: "physics" | "neighbours";
  readonly orElse: readonly string[];
}

/** All that is remembered of the sensors of one machine: plain JSON. */
export interface AssetSensors {
  readonly channels: Record<string, ChannelSensors>;
  readonly skew: SkewMemory;
  skewMs: number;
  skewSinceMs: number;
  /** Since when the machine runs; 0: it stands. */
  runsSinceMs: number;
  /** Windows that are still filled, by number. `stands`: the machine did not run through all of it. */
  readonly windows: { readonly number: number; readonly sums: Record<string, ChannelSums>; stands: boolean }[];
  /** Number of the newest window that was compared: what comes later for it or an older one is left out. */
  closed: number;
  physics: PhysicsMemory | undefined;
  /** The first windows that were compared with the physics, and how many of them no single sensor explains. */
  readonly first: { windows: number; misfits: number };
  /** By `physics/CHANNEL` and `neighbours/CHANNEL`. */
  readonly charts: Record<string, DriftChart>;
  readonly drifted: Record<string, Drifted>;
}

export const newAssetSensors = (): AssetSensors => ({
  channels: {},
  skew: { lagsMs: [] },
  skewMs: 0,
  skewSinceMs: 0,
  runsSinceMs: 0,
  windows: [],
  closed: 0,
  physics: undefined,
  first: { windows: 0, misfits: 0 },
  charts: {},
  drifted: {},
});

export const newChannelSensors = (value: number, timeMs: number): ChannelSensors => ({
  spike: newSpikeMemory(),
  stuck: { value, sinceMs: timeMs, samples: 0 },
  lastMs: 0,
  everyMs: 0,
  movedMs: 0,
  jumpedMs: 0,
  spikeMs: 0,
  rangeMs: 0,
  hangsMs: 0,
});

/** Whether a kept document is such a memory: all its parts are there. */
export const isAssetSensors = (body: unknown): body is AssetSensors => {
  if (typeof body !== "object" || body === null) return false;
  const found = new Map(Object.entries(body));
  return Object.entries(newAssetSensors()).every(
    ([key, part]) =>
      part === undefined ||
      (typeof found.get(key) === typeof part && Array.isArray(found.get(key)) === Array.isArray(part)),
  );
};
