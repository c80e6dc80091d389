import type { Behaviour, World } from "../kit/world.ts";
import { openStore, type StoreConfig } from "./open-store.ts";
import { statusOfHealth } from "./status-of-health.ts";

const STATUS_EVERY_MS = 2000;

/** The twin store: opens what the settings ask for, offers it to the other nodes, and says how it is. */
export const createBehaviour = (config: StoreConfig, world: World): Behaviour => {
  const store = openStore(config, world);
  const show = (): void => world.status(statusOfHealth(store.health()));
  const stop = world.clock.schedule(STATUS_EVERY_MS, show, true);
  show();
  return {
    resource: store,
    close: async (removed) => {
      stop();
      const { backlog } = store.health();
      if (removed && backlog > 0) world.log("warn", `${backlog} points were not yet sent; they stay in ${config.file}`);
      await store.close();
    },
  };
};
