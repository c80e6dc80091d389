/** The newest samples of a channel that were no spikes, in a ring; plain JSON. */
export interface SpikeMemory {
  readonly times: number[];
  readonly values: number[];
  /** Place of the next one. */
  next: number;
  newest: number;
  /** Samples in a row that were off, and near each other. */
  readonly off: number[];
}

const MOST = 15;
const LEAST = 7;
/** Older samples say nothing about the newest. */
const WINDOW_MS = 7_200_000;
/** So many samples in a row at another level are a change, no spike. */
export const CONFIRMED = 3;
/** Median absolute deviation to standard deviation, of a normal distribution. */
const MAD_TO_SD = 1.4826;
const SIGMAS = 6;

export const newSpikeMemory = (): SpikeMemory => ({ times: [], values: [], next: 0, newest: 0, off: [] });

/**
 * Whether a sample is off from those before it: the Hampel identifier, |x − median| > 6 × 1.4826 × MAD (Hampel, J. Am. Stat. Assoc.
 * 69, 1974; Pearson, IEEE Trans. Control Syst. Technol. 10(1), 2002), over at most 15 samples of the last two hours of the data's time. It
 * looks back only: a reading is judged when it comes. Three in a row at another level are a change of level, from which on the
 * memory begins anew.
 *
 * @param memory changed in place
 * @param spikeAbove a jump up to this is none, in the channel's unit
 */
export const takeSpike = (memory: SpikeMemory, timeMs: number, value: number, spikeAbove: number): boolean => {
  const { times, values, off } = memory;
  const isNear = values.length === 0 || Math.abs(value - memory.newest) <= spikeAbove / 2;
  if (
    isNear ||
    !isOff(
      values.filter((_, i) => (times[i] ?? 0) >= timeMs - WINDOW_MS),
      value,
      spikeAbove,
    )
  ) {
    keep(memory, timeMs, value);
    if (off.length > 0) off.length = 0;
    return false;
  }
  if (off.length > 0 && Math.abs(value - (off.at(-1) ?? value)) > spikeAbove) off.length = 0;
  off.push(value);
  if (off.length < CONFIRMED) return true;
  times.length = 0;
  values.length = 0;
  off.length = 0;
  memory.next = 0;
  keep(memory, timeMs, value);
  return false;
};

const keep = (memory: SpikeMemory, timeMs: number, value: number): void => {
  const { times, values, next } = memory;
  times[next] = timeMs;
  values[next] = value;
  memory.next = (next + 1) % MOST;
  memory.newest = value;
};

const isOff = (values: readonly number[], value: number, spikeAbove: number): boolean => {
  if (values.length < LEAST) return false;
  const middle = median(values);
  const spread = MAD_TO_SD * median(values.map((one) => Math.abs(one - middle)));
  return Math.abs(value - middle) > Math.max(spikeAbove, SIGMAS * spread);
};

/** Middle value, or the mean of the two middle ones. */
export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[half - 1] ?? upper)) / 2;
};
