import type { Clock } from "./clock.ts";

/** Gaps shorter than this are within one burst: the windows of several machines. */
const BURST_MS = 1000;
const GAPS = 16;
/** So many usual gaps may pass before silence is unusual. */
const PATIENCE = 2;

/**
 * When data comes, and how long a silence is usual: the second longest of the newest gaps, so that one outage is not taken
 * for usual.
 */
export const createArrivals = (clock: Clock) => {
  const gaps: number[] = [];
  let expectedMs = 0;
  let last = Number.NEGATIVE_INFINITY;

  return {
    /** @param everyMs how often data may be expected, until that has been seen */
    came: (everyMs = 0): void => {
      const now = clock.nowMs();
      const gap = now - last;
      if (gap >= BURST_MS && Number.isFinite(gap)) gaps.push(gap);
      if (gaps.length > GAPS) gaps.shift();
      expectedMs = everyMs;
      last = now;
    },
    /** Epoch ms of the newest; -Infinity before the first. */
    last: (): number => last,
    /** @param leastMs shorter silence is never unusual */
    patienceMs: (leastMs: number): number => {
      const [, usual = expectedMs] = gaps.toSorted((a, b) => b - a);
      return Math.max(leastMs, PATIENCE * usual);
    },
  };
};
