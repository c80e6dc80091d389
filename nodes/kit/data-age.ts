import { formatDuration } from "./format-duration.ts";
import { formatLag } from "./format-lag.ts";
import type { World } from "./world.ts";

export interface DataAge {
  /** Newest data time that has arrived, epoch ms. */
  seen(dataTimeMs: number): void;
  stop(): void;
}

/**
 * Keeps a node's status at the age of its data: `2 s old`; after `staleAfterSeconds` without any, `stale 5 min` in yellow.
 * Data that is late by more than that already on arrival is `3 h behind`, or, beyond a day, `at` its own time; it is stale only
 * when nothing arrives any more.
 */
export const dataAge = (world: World, { staleAfterSeconds }: { staleAfterSeconds: number }): DataAge => {
  const staleAfterMs = staleAfterSeconds * 1000;
  let dataTime = Number.NEGATIVE_INFINITY;
  let arrival = Number.NEGATIVE_INFINITY;

  const show = (): void => {
    const now = world.clock.nowMs();
    const silence = now - arrival;
    const late = arrival - dataTime > staleAfterMs;
    const age = late ? silence : now - dataTime;
    if (arrival === Number.NEGATIVE_INFINITY) world.status({ level: "waiting", text: "no data yet" });
    else if (age > staleAfterMs) world.status({ level: "warning", text: `stale ${formatDuration(age)}` });
    else if (late) world.status({ level: "ok", text: formatLag(dataTime, now - dataTime) });
    else world.status({ level: "ok", text: `${formatDuration(age)} old` });
  };
  const stop = world.clock.schedule(1000, show, true);
  world.signal.addEventListener("abort", stop, { once: true });
  show();

  return {
    seen: (dataTimeMs) => {
      const first = arrival === Number.NEGATIVE_INFINITY;
      dataTime = Math.max(dataTime, dataTimeMs);
      arrival = world.clock.nowMs();
      if (first) show();
    },
    stop,
  };
};
