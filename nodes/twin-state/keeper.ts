import { TwinError } from "../../models/errors/twin-error.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";
import { newTwinMemory, type TwinMemory } from "../../models/twin/twin-memory.ts";
import { asTwinError } from "../kit/errors.ts";
import type { StoredDocument, TwinStore } from "../kit/store.ts";
import type { World } from "../kit/world.ts";
import { twinStateErrors } from "./errors.ts";

const COLLECTION = "twin-states";
const MEMORY_TAG = "twinloom/twin-memory@1";
const MAX_ASSETS = 10_000;

/**
 * The memories of all machines of one node, kept in the store. A memory that changes while it is being written is written once
 * more afterwards: the newest is never lost, and a slow disk costs one write at a time for each machine.
 */
export const createKeeper = (type: AssetType, store: TwinStore | undefined, world: World) => {
  const memories = new Map<string, TwinMemory>();
  const writing = new Map<string, Promise<void>>();
  const dirty = new Set<string>();
  let away = false;

  const take = (document: StoredDocument): TwinMemory | undefined => {
    const body = document.body as { schema?: unknown; assetType?: unknown; memory?: TwinMemory } | null;
    if (body?.assetType !== type.id) return undefined;
    if (body.schema === MEMORY_TAG && body.memory?.version === 1) {
      memories.set(document.id, body.memory);
      return body.memory;
    }
    const aside = `${document.id}@${document.timeMs}`;
    const reason = `its form is ${String(body.schema)}`;
    world.fail(new TwinError(twinStateErrors.damagedMemory, { asset: document.id, reason, aside }));
    void store?.putDocument({ ...document, id: aside, collection: "set-aside" }).catch(() => undefined);
    return undefined;
  };

  /** All machines of this type that the store knows. */
  const loaded = store
    ? store.listDocuments({ collection: COLLECTION, limit: MAX_ASSETS }).then(
        (documents) => documents.forEach(take),
        (error: unknown) => world.fail(error),
      )
    : undefined;
  let ready = loaded === undefined;
  void loaded?.then(() => {
    ready = true;
  });

  const write = async (memory: TwinMemory): Promise<void> => {
    const { asset, time } = memory;
    const body = { schema: MEMORY_TAG, assetType: type.id, memory };
    await store?.putDocument({ collection: COLLECTION, id: asset, owner: asset, timeMs: time, body });
  };

  const drain = async (asset: string): Promise<void> => {
    try {
      while (dirty.delete(asset)) {
        const memory = memories.get(asset);
        if (memory) await write(memory);
      }
      away = false;
    } catch (thrown) {
      dirty.add(asset);
      const error = new TwinError(twinStateErrors.notKept, { asset, reason: asTwinError(thrown).message }, thrown);
      if (!away) world.fail(error);
      away = true;
    }
  };

  return {
    ready: () => ready,
    whenReady: () => loaded,
    find: (asset: string): TwinMemory | undefined => memories.get(asset),
    known: (): readonly string[] => [...memories.keys()].sort(),
    /** @throws TwinError TWIN-TWIN-009 if there are too many */
    findOrMake: (asset: string): TwinMemory => {
      const known = memories.get(asset);
      if (known) return known;
      if (memories.size >= MAX_ASSETS) throw new TwinError(twinStateErrors.tooManyAssets, { asset, most: MAX_ASSETS });
      const fresh = newTwinMemory(
        asset,
        type.components.map((component) => component.id),
      );
      memories.set(asset, fresh);
      return fresh;
    },
    /** Resolves when the newest memory of the machine is in the store, or could not be written (which has been reported). */
    keep: (asset: string): Promise<void> => {
      if (!store) return Promise.resolve();
      dirty.add(asset);
      const running = writing.get(asset);
      if (running !== undefined) return running;
      const begun = drain(asset).finally(() => writing.delete(asset));
      writing.set(asset, begun);
      return begun;
    },
    flush: async (): Promise<void> => {
      await Promise.all(writing.values());
    },
  };
};

export type Keeper = ReturnType<typeof createKeeper>;
