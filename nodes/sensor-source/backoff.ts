import type { Random } from "../../models/random/random.ts";

/** Pauses that double from `firstMs` to `longestMs`, each shortened by up to a quarter so that many do not return at once. */
export const backoff = (random: Random, firstMs = 500, longestMs = 15_000) => {
  let pauseMs = firstMs;
  return {
    nextMs: (): number => {
      const now = pauseMs * (1 - random.next() / 4);
      pauseMs = Math.min(pauseMs * 2, longestMs);
      return now;
    },
    reset: (): void => {
      pauseMs = firstMs;
    },
  };
};
