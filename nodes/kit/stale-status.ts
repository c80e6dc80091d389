import { createArrivals } from "./arrivals.ts";
import { formatDuration } from "./format-duration.ts";
import type { NodeStatus, World } from "./world.ts";

/** What such data comes at most as seldom as, until its own rhythm is known: once an hour. */
const EXPECTED_MS = 3_600_000;
/** Shorter silence is never unusual. */
const LEAST_MS = 60_000;
const LOOK_MS = 1000;

export interface StaleStatus {
  /** New data, with its time in epoch ms. */
  seen(dataTimeMs: number): void;
  /** What the node has to say while data comes. */
  say(status: NodeStatus): void;
  stop(): void;
}

/**
 * The status of a node whose status is a result: the result stands while data comes, and gives way to `stale 5 min`, in yellow, once
 * none has come for longer than usual. It stands again with the next data.
 */
export const staleStatus = (world: World): StaleStatus => {
  const arrivals = createArrivals(world.clock);
  let dataTime = Number.NEGATIVE_INFINITY;
  let said: NodeStatus | undefined;
  let isStale = false;

  const look = (): void => {
    const now = world.clock.nowMs();
    const arrival = arrivals.last();
    const patienceMs = arrivals.patienceMs(LEAST_MS);
    if (arrival === Number.NEGATIVE_INFINITY || now - arrival <= patienceMs) return;
    isStale = true;
    // of a plant in a time of its own, behind or ahead of ours, the data's age says nothing
    const ageMs = arrival - dataTime > patienceMs ? now - arrival : now - Math.min(arrival, dataTime);
    world.status({ level: "warning", text: `stale ${formatDuration(ageMs)}` });
  };
  const stop = world.clock.schedule(LOOK_MS, look, true);
  world.signal.addEventListener("abort", stop, { once: true });

  return {
    seen: (dataTimeMs) => {
      arrivals.came(EXPECTED_MS);
      dataTime = Math.max(dataTime, dataTimeMs);
      if (isStale && said) world.status(said);
      isStale = false;
    },
    say: (status) => {
      said = status;
      if (!isStale) world.status(status);
    },
    stop,
  };
};
