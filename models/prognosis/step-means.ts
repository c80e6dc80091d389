/** One step of history: the mean of every quantity since the step before, while the machine ran. Nothing if it stood. */
export interface Step {
  /** Data time of the message that closed it, epoch milliseconds. */
  readonly timeMs: number;
  /** One per quantity; NaN where nothing came. */
  readonly means: Float64Array;
  /** Hours since the last step in which the machine ran; 0 if it stood all the time. */
  readonly runningHours: number;
}

/**
 * Averages what arrives over steps of data time (an hour), so that the history does not depend on how often the twin
 * speaks. Bounded memory; O(quantities) per message.
 */
export interface StepMeans {
  /**
   * A step is closed by the first message that is at least `stepHours` after the last close, and that message is in it.
   *
   * @param timeMs data time; a message that is older than the one before is left out
   * @param values one per quantity, NaN where there is none; read at once, not kept
   * @returns the step that this message closed, if it did
   */
  add(timeMs: number, values: ArrayLike<number>, running: boolean): Step | undefined;
  /** Data time at which the open step began; NaN before the first message. */
  openedMs(): number;
  /** True if the open step holds nothing yet: then `openedMs` is all there is to keep. */
  isEmpty(): boolean;
}

const HOUR_MS = 3_600_000;

/** @param beganMs where the open step began before a restart; NaN: with the first message */
export const stepMeans = (quantities: number, stepHours: number, beganMs = Number.NaN): StepMeans => {
  const sums = new Float64Array(quantities);
  const counts = new Uint32Array(quantities);
  let openedMs = beganMs;
  let newestMs = Number.NEGATIVE_INFINITY;
  let ran = 0;
  let messages = 0;

  const close = (timeMs: number): Step => {
    const hours = (timeMs - openedMs) / HOUR_MS;
    const means = sums.map((sum, i) => sum / (counts[i] ?? 0));
    const step = { timeMs, means, runningHours: (hours * ran) / messages };
    sums.fill(0);
    counts.fill(0);
    ran = messages = 0;
    openedMs = timeMs;
    return step;
  };

  return {
    openedMs: () => openedMs,
    isEmpty: () => messages === 0,
    add: (timeMs, values, running) => {
      if (timeMs < newestMs) return undefined;
      newestMs = timeMs;
      if (Number.isNaN(openedMs)) openedMs = timeMs;
      messages++;
      if (running) {
        ran++;
        for (let i = 0; i < quantities; i++) {
          const value = values[i] ?? Number.NaN;
          if (Number.isNaN(value)) continue;
          sums[i] = (sums[i] ?? 0) + value;
          counts[i] = (counts[i] ?? 0) + 1;
        }
      }
      return timeMs - openedMs >= stepHours * HOUR_MS ? close(timeMs) : undefined;
    },
  };
};
