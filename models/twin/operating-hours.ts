import type { AssetType } from "./asset-type.ts";
import { isRunning } from "./operating-state.ts";
import type { TwinMemory } from "./twin-memory.ts";

const HOUR_MS = 3_600_000;

/** A stretch of data time and the share of it that the machine ran. */
export interface RunningTime {
  readonly fromMs: number;
  readonly toMs: number;
  readonly share: number;
}

/**
 * Counts a stretch of data time once; what of it is counted already is left out. A gap before it counts if the machine ran when
 * last heard of and the gap is no longer than `maxGapMs`: beyond that nobody knows what it did.
 *
 * @param memory changed in place; `operatingState` is the one before the stretch
 */
export const countHours = (
  memory: TwinMemory,
  { fromMs, toMs, share }: RunningTime,
  type: AssetType,
  maxGapMs: number,
): void => {
  const { countedUntil } = memory;
  if (toMs <= countedUntil) return;
  const gapMs = countedUntil === 0 ? 0 : fromMs - countedUntil;
  const ranBefore = memory.operatingState === "running" || type.running === undefined;
  if (gapMs > 0 && gapMs <= maxGapMs && ranBefore) memory.operatingHours += gapMs / HOUR_MS;
  memory.operatingHours += ((toMs - Math.max(fromMs, countedUntil)) * share) / HOUR_MS;
  memory.countedUntil = toMs;
};

/**
 * Share of a window that the machine ran, from the statistics of its running channel. Of a window that it ran in part, the place of
 * the mean between the extremes: exact for a machine that is off or at one speed.
 *
 * @returns 0 to 1; 1 for a type that does not say when it runs
 */
export const runningShare = (
  type: AssetType,
  values: Readonly<Record<string, number>>,
  runsNow: boolean | undefined,
): number => {
  if (!type.running) return 1;
  const { channel } = type.running;
  const [min, mean, max] = [values[`${channel}.min`], values[`${channel}.mean`], values[`${channel}.max`]];
  if (isRunning(type, min)) return 1;
  if (isRunning(type, max) === false) return 0;
  if (min === undefined || mean === undefined || max === undefined || max <= min) return runsNow ? 1 : 0;
  return Math.min(1, Math.max(0, (mean - min) / (max - min)));
};
