import { type Registry, registryOf } from "../../models/registry/registry.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";
import { readTrail, trailMark } from "../kit/models/model-trail.ts";
import type { TwinStore } from "../kit/store.ts";
import type { World } from "../kit/world.ts";
import { installShipped } from "./install-shipped.ts";
import { shippedModelFolder } from "./shipped-models.ts";

/** The trail is asked for news at most this often; it costs one look into the store. */
const LOOK_EVERY_MS = 1000;

/** The registry as one predictor sees it. */
export interface ModelWatch {
  /** Registers what comes with Twinloom for this type; the registry after that. */
  registryFor(type: AssetType): Promise<Registry>;
  /** The registry, if anybody has changed it since the last look: the command line, a page, another predictor. */
  news(): Promise<Registry | undefined>;
}

/** All methods reject with the store's errors. */
export const watchModels = (store: TwinStore, world: World): ModelWatch => {
  let seen = "";
  let lookedMs = Number.NEGATIVE_INFINITY;
  return {
    registryFor: async (type) => {
      const installation = { store, home: world.homeFolder, root: shippedModelFolder(), source: world.nodeId };
      const registry = await installShipped(type, { ...installation, nowMs: world.clock.nowMs() });
      if (seen === "") seen = await trailMark(store);
      return registry;
    },
    news: async () => {
      const nowMs = world.clock.nowMs();
      if (nowMs - lookedMs < LOOK_EVERY_MS) return undefined;
      lookedMs = nowMs;
      const mark = await trailMark(store);
      if (mark === seen) return undefined;
      seen = mark;
      return registryOf(await readTrail(store));
    },
  };
};
