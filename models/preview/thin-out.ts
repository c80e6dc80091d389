/** Points of a picture: times in epoch milliseconds, ascending, and values. */
export interface Line {
  readonly timesMs: readonly number[];
  readonly values: readonly number[];
}

/**
 * A line with at most about `most` points that looks the same: of each of equal stretches of time its lowest and its highest
 * value, in their order. What is not a number is left out.
 */
export const thinOut = (timesMs: ArrayLike<number>, values: ArrayLike<number>, most: number): Line => {
  const line: { timesMs: number[]; values: number[] } = { timesMs: [], values: [] };
  const count = timesMs.length;
  const put = (i: number): void => {
    line.timesMs.push(timesMs[i] as number);
    line.values.push(values[i] as number);
  };
  if (count <= most) {
    for (let i = 0; i < count; i++) if (Number.isFinite(values[i])) put(i);
    return line;
  }
  const first = timesMs[0] as number;
  const widthMs = (((timesMs[count - 1] as number) - first) * 2) / most || 1;
  for (let i = 0; i < count; ) {
    const endMs = first + (Math.floor(((timesMs[i] as number) - first) / widthMs) + 1) * widthMs;
    let [low, high] = [-1, -1];
    for (; i < count && (timesMs[i] as number) < endMs; i++) {
      const value = values[i] as number;
      if (!Number.isFinite(value)) continue;
      if (low < 0 || value < (values[low] as number)) low = i;
      if (high < 0 || value > (values[high] as number)) high = i;
    }
    if (low >= 0) put(Math.min(low, high));
    if (high >= 0 && high !== low) put(Math.max(low, high));
  }
  return line;
};
