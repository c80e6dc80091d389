import type { AssetType } from "./asset-type.ts";
import type { TwinMemory } from "./twin-memory.ts";

/** So many of a channel's usual intervals may pass without a sample. */
const INTERVALS = 3;

/**
 * Whether a channel has fallen silent, by the data's time: for longer than its type allows, and than three of its own intervals (a
 * channel that is sampled hourly is not stale after 30 s).
 */
export const isStale = (memory: TwinMemory, name: string, type: AssetType): boolean => {
  const staleAfterSeconds = type.channels[name]?.staleAfterSeconds;
  const sample = memory.channels[name];
  const everyMs = memory.everyMs[name];
  if (staleAfterSeconds === undefined || sample === undefined || everyMs === undefined) return false;
  return memory.time - sample.time > Math.max(staleAfterSeconds * 1000, INTERVALS * everyMs);
};
