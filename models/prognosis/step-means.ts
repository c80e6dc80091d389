/** One step of history: the mean of every quantity over the step while the machine ran. NaN where there was none. */
export interface Step {
  /** Mean time of the messages in it, epoch milliseconds. */
  readonly timeMs: number;
  readonly means: Float64Array;
  /** Hours of the step in which the machine ran. */
  readonly runningHours: number;
}

/**
 * Averages what arrives over steps of data time (an hour), so that the history does not depend on how often the twin
 * speaks. Bounded memory; O(quantities) per message.
 */
export interface StepMeans {
  /**
   * @param timeMs data time; a message older than the open step is left out
   * @param values one per quantity, NaN where there is none
   * @returns the step that this message closed, if it did and the machine ran in it
   */
  add(timeMs: number, values: Float64Array, running: boolean): Step | undefined;
}

export const stepMeans = (quantities: number, stepHours: number): StepMeans => {
  const stepMs = stepHours * 3_600_000;
  const sums = new Float64Array(quantities);
  const counts = new Uint32Array(quantities);
  let step = Number.NaN;
  let timeSum = 0;
  let ran = 0;
  let messages = 0;

  const close = (): Step | undefined => {
    const closed =
      ran === 0
        ? undefined
        : {
            timeMs: timeSum / ran,
            means: sums.map((sum, i) => sum / (counts[i] ?? 0)),
            runningHours: (stepHours * ran) / messages,
          };
    sums.fill(0);
    counts.fill(0);
    timeSum = ran = messages = 0;
    return closed;
  };

  return {
    add: (timeMs, values, running) => {
      const now = Math.floor(timeMs / stepMs);
      if (now < step) return undefined;
      const closed = now > step ? close() : undefined;
      step = now;
      messages++;
      if (!running) return closed;
      ran++;
      timeSum += timeMs;
      for (let i = 0; i < quantities; i++) {
        const value = values[i] ?? Number.NaN;
        if (Number.isNaN(value)) continue;
        sums[i] = (sums[i] ?? 0) + value;
        counts[i] = (counts[i] ?? 0) + 1;
      }
      return closed;
    },
  };
};
