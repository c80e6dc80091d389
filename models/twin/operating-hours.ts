import type { TwinMemory } from "./twin-memory.ts";

const HOUR_MS = 3_600_000;

/**
 * Counts the data time from `fromMs` to `toMs` once, if the machine ran then. A gap longer than `maxGapMs` is not counted:
 * nobody knows what the machine did in it.
 */
export const countHours = (
  memory: TwinMemory,
  fromMs: number,
  toMs: number,
  running: boolean,
  maxGapMs: number,
): void => {
  if (toMs <= memory.countedUntil) return;
  const begin = Math.max(fromMs, memory.countedUntil);
  if (running && memory.countedUntil > 0 && toMs - begin <= maxGapMs) memory.operatingHours += (toMs - begin) / HOUR_MS;
  memory.countedUntil = toMs;
};
