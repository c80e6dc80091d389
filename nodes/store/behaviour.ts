import type { TwinStore } from "../kit/store.ts";
import type { Behaviour, World } from "../kit/world.ts";
import { openStore, type StoreConfig } from "./open-store.ts";
import { statusOfHealth } from "./status-of-health.ts";

const STATUS_EVERY_MS = 2000;

/** The twin store: opens what the settings ask for, offers it to the other nodes, and says how it is. */
export const createBehaviour = (config: StoreConfig, world: World): Behaviour => {
  const store = openStore(config, world);
  tellInNumbers(store, world);
  const show = (): void => world.status(statusOfHealth(store.health()));
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
};

const countingWrites = (store: TwinStore, world: World): TwinStore => ({
  ...store,
  write: async (points) => {
    await store.write(points);
    world.count("twinloom_store_points_total", points.length);
  },
});
