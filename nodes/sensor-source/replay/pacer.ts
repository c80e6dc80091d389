import type { Clock } from "../../kit/clock.ts";

/** Waits until a row of a time is due, at a multiple of real time that may change on the way; 0: at once. */
export const pacer = (clock: Clock, firstSpeed: number) => {
  let speed = firstSpeed;
  /** Where the file stood at a time of the clock; undefined: the next row is due at once. */
  let anchor: { readonly dataMs: number; readonly clockMs: number } | undefined;
  let wake: (() => void) | undefined;

  const wait = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const stop = clock.schedule(ms, resolve);
      wake = () => {
        stop();
        resolve();
      };
    });

  const aheadOf = (dataMs: number): number => {
    if (speed === 0 || Number.isNaN(dataMs)) return 0;
    anchor ??= { dataMs, clockMs: clock.nowMs() };
    return anchor.clockMs + (dataMs - anchor.dataMs) / speed - clock.nowMs();
  };

  return {
    isFast: (): boolean => speed === 0,
    /** @param goesOn asked after each interruption */
    due: async (dataMs: number, goesOn: () => boolean): Promise<void> => {
      for (let aheadMs = aheadOf(dataMs); aheadMs > 1 && goesOn(); aheadMs = aheadOf(dataMs)) await wait(aheadMs);
    },
    setSpeed: (times: number): void => {
      const nowMs = clock.nowMs();
      if (anchor) anchor = { dataMs: anchor.dataMs + (nowMs - anchor.clockMs) * speed, clockMs: nowMs };
      speed = times;
      if (speed === 0) anchor = undefined;
    },
    /** The next row is due at once, and the others by it. */
    restart: (): void => {
      anchor = undefined;
    },
    /** Ends the waiting: whoever waits looks again. */
    interrupt: (): void => wake?.(),
  };
};
