/** Since when a channel shows one value, and when it last showed another; plain JSON. */
export interface StuckMemory {
  value: number;
  sinceMs: number;
  samples: number;
}

/** Fewer readings of one value are no proof. */
const LEAST_SAMPLES = 5;

/**
 * Takes a sample: a change beyond the resolution begins anew.
 *
 * @param memory changed in place
 * @returns whether the value has changed
 */
export const takeStuck = (memory: StuckMemory, timeMs: number, value: number, resolution: number): boolean => {
  if (Math.abs(value - memory.value) <= resolution) {
    memory.samples++;
    return false;
  }
  memory.value = value;
  memory.sinceMs = timeMs;
  memory.samples = 1;
  return true;
};

/**
 * Whether a sensor hangs: no change beyond the resolution for longer than `stuckAfterSeconds` of readings that came, while the
 * machine ran through all of that time and another channel of it moved. A value that is not sent again is no reading: that is silence.
 *
 * @param runsSinceMs since when the machine runs; undefined: it stands
 * @param movedMs when another channel last changed
 */
export const isStuck = (
  { sinceMs, samples }: StuckMemory,
  nowMs: number,
  stuckAfterSeconds: number,
  runsSinceMs: number | undefined,
  movedMs: number,
): boolean =>
  samples >= LEAST_SAMPLES &&
  runsSinceMs !== undefined &&
  nowMs - Math.max(sinceMs, runsSinceMs) > stuckAfterSeconds * 1000 &&
  movedMs > sinceMs;
