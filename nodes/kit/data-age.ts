import { createArrivals } from "./arrivals.ts";
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

/**
 * Keeps a node's status at the age of its data: `2 s old`; after `staleAfterSeconds` without any, `stale 5 min` in yellow. What
 * usually comes more seldom, as features once an hour, is stale after twice its usual gap. Data that is late by more than
 * that already on arrival is `3 h behind`, or, beyond a day, `at` its own time; it is stale only when nothing arrives any more.
 */
export const dataAge = (world: World, { staleAfterSeconds }: { staleAfterSeconds: number }): DataAge => {
  const arrivals = createArrivals(world.clock);
  let dataTime = Number.NEGATIVE_INFINITY;

  const show = (): void => {
    const now = world.clock.nowMs();
    const arrival = arrivals.last();
    const silence = now - arrival;
    const staleAfterMs = arrivals.patienceMs(staleAfterSeconds * 1000);
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
    seen: (dataTimeMs, everyMs) => {
      const first = arrivals.last() === Number.NEGATIVE_INFINITY;
      arrivals.came(everyMs);
      dataTime = Math.max(dataTime, dataTimeMs);
      if (first) show();
    },
    stop,
  };
};
