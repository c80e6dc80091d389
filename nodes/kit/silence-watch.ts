import { createArrivals } from "./arrivals.ts";
import { formatDuration } from "./format-duration.ts";
import type { NodeStatus, World } from "./world.ts";

const LEAST_MS = 60_000;

/**
 * For a node whose status says something else than the age of its data: `stale 5 min` in yellow once nothing has come for a minute,
 * or for twice the usual time, and what `fresh` says with the next message.
 */
export const silenceWatch = (world: World, fresh: () => NodeStatus) => {
  const arrivals = createArrivals(world.clock);
  let isStale = false;
  const look = (): void => {
    const silence = world.clock.nowMs() - arrivals.last();
    if (!Number.isFinite(silence) || silence <= arrivals.patienceMs(LEAST_MS)) return;
    isStale = true;
    world.status({ level: "warning", text: `stale ${formatDuration(silence)}` });
  };
  const stop = world.clock.schedule(1000, look, true);
  world.signal.addEventListener("abort", stop, { once: true });

  return {
    came: (): void => {
      arrivals.came();
      if (isStale) world.status(fresh());
      isStale = false;
    },
    stop,
  };
};
