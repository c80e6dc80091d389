import { formatDuration } from "./format-duration.ts";
import { formatLag } from "./format-lag.ts";
import type { World } from "./world.ts";

export interface DataAge {
  /**
   * Newest data time that has arrived, epoch ms.
   *
   * @param everyMs how often such data may be expected, until that has been seen: the window of features
   */
  seen(dataTimeMs: number, everyMs?: number): void;
  stop(): void;
}

/** Gaps shorter than this are within one burst: the windows of several machines. */
const BURST_MS = 1000;
const GAPS = 16;
/** So many usual gaps may pass before data counts as stale. */
const PATIENCE = 2;

/**
 * Keeps a node's status at the age of its data: `2 s old`; after `staleAfterSeconds` without any, `stale 5 min` in yellow. What
 * usually comes more seldom, as features once an hour, is stale after twice its usual gap: the second longest of the newest,
 * so that one outage is not taken for usual. Data that is late by more than that already on arrival is `3 h behind`, or,
 * beyond a day, `at` its own time; it is stale only when nothing arrives any more.
 */
export const dataAge = (world: World, { staleAfterSeconds }: { staleAfterSeconds: number }): DataAge => {
  const gaps: number[] = [];
  let expectedMs = 0;
  let dataTime = Number.NEGATIVE_INFINITY;
  let arrival = Number.NEGATIVE_INFINITY;

  const patience = (): number => {
    const [, usual = expectedMs] = gaps.toSorted((a, b) => b - a);
    return Math.max(staleAfterSeconds * 1000, PATIENCE * usual);
  };
  const show = (): void => {
    const now = world.clock.nowMs();
    const silence = now - arrival;
    const staleAfterMs = patience();
    const late = arrival - dataTime > staleAfterMs;
    const age = late ? silence : now - dataTime;
    if (arrival === Number.NEGATIVE_INFINITY) world.status({ level: "waiting", text: "no data yet" });
    else if (silence > staleAfterMs) world.status({ level: "warning", text: `stale ${formatDuration(age)}` });
    else if (late) world.status({ level: "ok", text: formatLag(dataTime, now - dataTime) });
    else world.status({ level: "ok", text: `${formatDuration(age)} old` });
  };
  const stop = world.clock.schedule(1000, show, true);
  world.signal.addEventListener("abort", stop, { once: true });
  show();

  return {
    seen: (dataTimeMs, everyMs = 0) => {
      const now = world.clock.nowMs();
      const gap = now - arrival;
      const first = arrival === Number.NEGATIVE_INFINITY;
      if (!first && gap >= BURST_MS) gaps.push(gap);
      if (gaps.length > GAPS) gaps.shift();
      expectedMs = everyMs;
      dataTime = Math.max(dataTime, dataTimeMs);
      arrival = now;
      if (first) show();
    },
    stop,
  };
};
