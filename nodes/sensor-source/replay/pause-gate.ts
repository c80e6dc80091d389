/** Lets rows through, holds them, or lets through so many. */
export const pauseGate = () => {
  let paused = false;
  let steps = 0;
  let wake: (() => void) | undefined;

  const open = (): void => {
    wake?.();
    wake = undefined;
  };

  return {
    isPaused: (): boolean => paused,
    pause: (): void => {
      paused = true;
      steps = 0;
    },
    resume: (): void => {
      paused = false;
      steps = 0;
      open();
    },
    /** Pauses if it does not yet, and lets so many rows more through. */
    step: (rows: number): void => {
      paused = true;
      steps += rows;
      open();
    },
    /** Whoever waits looks again. */
    release: open,
    /** Whether the next row has to wait for `opened`; a row that need not wait is counted. */
    holds: (): boolean => {
      if (!paused) return false;
      if (steps === 0) return true;
      steps--;
      return false;
    },
    opened: (): Promise<void> =>
      new Promise((resolve) => {
        wake = resolve;
      }),
  };
};
