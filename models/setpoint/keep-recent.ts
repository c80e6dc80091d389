import type { SetpointWrite } from "./guard-memory.ts";

const DAY_MS = 24 * 3_600_000;

/** The writes of the last day, and the last one however old it is. */
export const keepRecent = (writes: readonly SetpointWrite[], timeMs: number): readonly SetpointWrite[] =>
  writes.filter((write, i) => i >= writes.length - 1 || timeMs - write.timeMs <= DAY_MS);
