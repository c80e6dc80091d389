import { TwinError } from "../../models/errors/twin-error.ts";
import type { TwinState } from "../../models/twin/twin-state.ts";
import { type Journal, openJournal } from "../kit/journal.ts";
import type { TwinStore } from "../kit/store.ts";
import type { World } from "../kit/world.ts";
import { scenarioErrors } from "./errors.ts";
import type { Physics } from "./physics.ts";
import { readSaved } from "./read-saved.ts";
import { type TrackedAsset, trackAsset } from "./tracked-asset.ts";

export const SAVED_COLLECTION = "scenario-estimators";

const JOURNAL_COLLECTION = "scenario-journal";

/** So often, by the data's time, the estimator is saved; what came after that is in the journal. */
const SAVE_EVERY_MS = 6 * 3_600_000;

/** All assets that one node follows, each gone on with from where the store knows it. */
export const createAssetRegister = (physics: Physics, seed: number, store: TwinStore | undefined, world: World) => {
  const assets = new Map<string, TrackedAsset>();
  const savedAtMs = new Map<string, number>();
  const journals = new Map<string, Journal>();
  let failing = false;

  const save = async (tracked: TrackedAsset, tell: (error: unknown) => void): Promise<void> => {
    const timeMs = tracked.timeMs();
    const journal = journals.get(tracked.asset);
    if (!store || !journal) return;
    savedAtMs.set(tracked.asset, timeMs);
    const savedSeq = journal.lastSeq();
    const { asset } = tracked;
    // Before the machine was first seen running there is nothing to save, and nothing to remember.
    const seen = tracked.states(1).length > 0;
    const document = { collection: SAVED_COLLECTION, id: asset, timeMs, owner: asset };
    try {
      if (seen) await store.putDocument({ ...document, body: tracked.save() });
      await journal.clear(savedSeq);
    } catch (error) {
      tell(error);
    }
  };

  /** What came after the estimator was saved. @param savedMs the newest time that it knows */
  const missed = async (from: TwinStore, asset: string, savedMs: number): Promise<readonly TwinState[]> => {
    const journal = openJournal(from, JOURNAL_COLLECTION, `${world.nodeId}/${asset}`);
    journals.set(asset, journal);
    const entries = await journal.load(0);
    return entries.filter(({ timeMs }) => timeMs > savedMs).map(({ body }) => body as TwinState);
  };

  const tellOnce = (error: unknown): undefined => {
    world.fail(error);
    return undefined;
  };

  const meet = async (asset: string): Promise<TrackedAsset> => {
    const document = await store?.getDocument(SAVED_COLLECTION, asset).catch(tellOnce);
    const saved = readSaved(document?.body);
    const tracked = trackAsset(asset, physics, seed, saved, (error) => world.log("warn", String(error)));
    const savedMs = (saved && document?.timeMs) ?? Number.NEGATIVE_INFINITY;
    const states = store && (await missed(store, asset, savedMs).catch(tellOnce));
    for (const state of states ?? []) tracked.follow(state);
    assets.set(asset, tracked);
    return tracked;
  };

  const append = (tracked: TrackedAsset, state: TwinState): void => {
    const written = journals.get(tracked.asset)?.append(state.time, tracked.brief(state));
    written?.then(
      () => {
        failing = false;
      },
      (error: unknown) => {
        if (!failing) world.fail(error);
        failing = true;
      },
    );
  };

  const followed = (tracked: TrackedAsset, state: TwinState): TrackedAsset | Promise<TrackedAsset> => {
    tracked.follow(state);
    append(tracked, state);
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
    /** For the close: the store may be closed by then, and the journal has it all the same. */
    saveAll: async (): Promise<void> => {
      for (const tracked of assets.values()) await save(tracked, (error) => world.log("debug", String(error)));
    },
  };
};
