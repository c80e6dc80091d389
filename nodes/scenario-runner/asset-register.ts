import { TwinError } from "../../models/errors/twin-error.ts";
import type { TwinState } from "../../models/twin/twin-state.ts";
import type { TwinStore } from "../kit/store.ts";
import type { World } from "../kit/world.ts";
import { scenarioErrors } from "./errors.ts";
import type { Physics } from "./physics.ts";
import { readSaved } from "./read-saved.ts";
import { type TrackedAsset, trackAsset } from "./tracked-asset.ts";

export const SAVED_COLLECTION = "scenario-estimators";

/** At most so much of the data's time is lost when the process is killed; the estimator then bridges the gap by the plan. */
const SAVE_EVERY_MS = 6 * 3_600_000;

/** All assets that one node follows, each gone on with from where the store knows it. */
export const createAssetRegister = (physics: Physics, seed: number, store: TwinStore | undefined, world: World) => {
  const assets = new Map<string, TrackedAsset>();
  const savedAtMs = new Map<string, number>();

  const save = async (tracked: TrackedAsset, tell: (error: unknown) => void): Promise<void> => {
    const timeMs = tracked.timeMs();
    if (!store || tracked.states(1).length === 0) return;
    savedAtMs.set(tracked.asset, timeMs);
    try {
      const { asset } = tracked;
      await store.putDocument({ collection: SAVED_COLLECTION, id: asset, timeMs, owner: asset, body: tracked.save() });
    } catch (error) {
      tell(error);
    }
  };

  const meet = async (asset: string): Promise<TrackedAsset> => {
    const document = await store?.getDocument(SAVED_COLLECTION, asset).catch((error: unknown) => {
      world.fail(error);
      return undefined;
    });
    const saved = readSaved(document?.body);
    const tracked = trackAsset(asset, physics, seed, saved, (error) => world.log("warn", String(error)));
    assets.set(asset, tracked);
    return tracked;
  };

  const followed = (tracked: TrackedAsset, state: TwinState): TrackedAsset | Promise<TrackedAsset> => {
    tracked.follow(state);
    const last = savedAtMs.get(tracked.asset);
    if (last === undefined) savedAtMs.set(tracked.asset, state.time);
    else if (state.time - last >= SAVE_EVERY_MS) return save(tracked, world.fail).then(() => tracked);
    return tracked;
  };

  return {
    /** A promise only where the store is asked: at the first state of an asset and at each save. */
    follow: (state: TwinState): TrackedAsset | Promise<TrackedAsset> => {
      const known = assets.get(state.asset);
      return known ? followed(known, state) : meet(state.asset).then((tracked) => followed(tracked, state));
    },
    /**
     * The asset that a request means: named in it, else the message's topic if it is the name of one, else the only one.
     *
     * @throws TwinError TWIN-SCENARIO-003, -004
     */
    find: (asset: string | undefined, topic: unknown): TrackedAsset => {
      const known = [...assets.keys()].sort().join(", ") || "none";
      const [only, ...others] = assets.values();
      const meant = typeof topic === "string" ? assets.get(topic) : undefined;
      const found = asset === undefined ? (meant ?? (others.length === 0 ? only : undefined)) : assets.get(asset);
      if (found) return found;
      if (asset !== undefined) throw new TwinError(scenarioErrors.unknownAsset, { asset, known });
      throw new TwinError(scenarioErrors.noAsset, { count: assets.size, known });
    },
    known: (): readonly string[] => [...assets.keys()].sort(),
    /** For the close: the store may be closed by then, which loses the last hours at most and is no news to anybody. */
    saveAll: async (): Promise<void> => {
      for (const tracked of assets.values()) await save(tracked, (error) => world.log("debug", String(error)));
    },
  };
};
