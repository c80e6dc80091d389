import type { Clock } from "../kit/clock.ts";

export interface VirtualClock extends Clock {
  /** Goes on to this time, and does what is due by then; it never goes back. */
  goTo(timeMs: number): void;
  /** Does all that is still planned, in the order of its time. */
  finish(): void;
}

interface Timer {
  readonly dueMs: number;
  readonly action: () => void;
}

/**
 * A clock that follows the data. What is to be done again and again (the age of data in a status) is never done: nobody sees the
 * status of a preview.
 */
export const virtualClock = (): VirtualClock => {
  let nowMs = 0;
  const timers = new Set<Timer>();
  const due = (untilMs: number): Timer | undefined => {
    let first: Timer | undefined;
    for (const timer of timers) if (timer.dueMs <= untilMs && timer.dueMs < (first?.dueMs ?? Infinity)) first = timer;
    return first;
  };
  const doDue = (untilMs: number): void => {
    for (let timer = due(untilMs); timer; timer = due(untilMs)) {
      timers.delete(timer);
      nowMs = Math.max(nowMs, timer.dueMs);
      timer.action();
    }
  };
  return {
    nowMs: () => nowMs,
    schedule: (delayMs, action, repeat = false) => {
      if (repeat) return () => undefined;
      const timer = { dueMs: nowMs + delayMs, action };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    goTo: (timeMs) => {
      doDue(timeMs);
      nowMs = Math.max(nowMs, timeMs);
    },
    finish: () => {
      // one that plans itself anew each time would never come to an end
      for (let rounds = 0; rounds < 3 && timers.size > 0; rounds++) {
        doDue(Math.max(...[...timers].map(({ dueMs }) => dueMs)));
      }
    },
  };
};
