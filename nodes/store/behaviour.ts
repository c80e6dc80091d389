import type { OutboxProgress, TwinStore } from "../kit/store.ts";
import type { Behaviour, World } from "../kit/world.ts";
import { markDeploys } from "./mark-deploys.ts";
import { openStore } from "./open-store.ts";
import type { StoreConfig } from "./schema.ts";
import { statusOfHealth } from "./status-of-health.ts";

const STATUS_EVERY_MS = 2000;

/** The twin store: opens what the settings ask for, offers it to the other nodes, and says how it is. */
export const createBehaviour = (config: StoreConfig, world: World): Behaviour => {
  const store = openStore(config, world);
  tellInNumbers(store, world);
  let droppedCounted = 0;
  const show = (): void => {
    const health = store.health();
    world.status(statusOfHealth(health));
    const { dropped = 0 } = health.outbox ?? {};
    world.count("twinloom_outbox_dropped_points_total", dropped - droppedCounted);
    droppedCounted = dropped;
  };
  const stop = world.clock.schedule(STATUS_EVERY_MS, show, true);
  show();
  return {
    resource: countingWrites(store, world),
    close: async (removed) => {
      stop();
      const { backlog } = store.health();
      if (removed && backlog > 0) world.log("warn", `${backlog} points were not yet sent; they stay in ${config.file}`);
      await store.close();
    },
  };
};

const tellInNumbers = (store: TwinStore, world: World): void => {
  world.gauge("twinloom_store_up", () => Number(["ok", "behind"].includes(store.health().state)));
  world.gauge("twinloom_store_backlog_points", () => store.health().backlog);
  world.gauge("twinloom_store_quarantined_points", () => store.health().quarantined);
  const outbox = (read: (progress: OutboxProgress) => number | undefined) => (): number => {
    const progress = store.health().outbox;
    return (progress && read(progress)) ?? Number.NaN;
  };
  world.gauge(
    "twinloom_outbox_bytes",
    outbox(({ bytes }) => bytes),
  );
  world.gauge(
    "twinloom_outbox_oldest_age_seconds",
    outbox(({ oldestAgeMs }) => oldestAgeMs && oldestAgeMs / 1000),
  );
  world.gauge(
    "twinloom_outbox_sent_points_per_second",
    outbox(({ sentPerSecond }) => sentPerSecond),
  );
  world.gauge(
    "twinloom_outbox_remaining_seconds",
    outbox(({ endsInMs }) => endsInMs && endsInMs / 1000),
  );
};

const countingWrites = (store: TwinStore, world: World): TwinStore => {
  const { write } = markDeploys(store, world);
  return {
    ...store,
    write: async (points) => {
      await write(points);
      world.count("twinloom_store_points_total", points.length);
    },
  };
};
