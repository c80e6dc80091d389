import { TwinError } from "../../models/errors/twin-error.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";
import { fitToType } from "../../models/twin/fit-to-type.ts";
import { newTwinMemory } from "../../models/twin/new-twin-memory.ts";
import type { TwinMemory } from "../../models/twin/twin-memory.ts";
import { asTwinError } from "../kit/errors.ts";
import type { StoredDocument, TwinStore } from "../kit/store.ts";
import type { World } from "../kit/world.ts";
import { twinStateErrors } from "./errors.ts";
import { createMemoryWriter } from "./memory-writer.ts";
import { readMemory } from "./read-memory.ts";

const COLLECTION = "twin-states";
const MAX_ASSETS = 10_000;

/** The memories of all machines of one node, kept in the store. */
export const createKeeper = (type: AssetType, store: TwinStore | undefined, world: World) => {
  const memories = new Map<string, TwinMemory>();
  /** Kept machines of other types, and what is damaged: neither may be overwritten unnoticed. */
  const ofOtherType = new Map<string, string>();
  const damaged = new Map<string, { document: StoredDocument; reason: string }>();
  let ready = store === undefined;
  let loading: Promise<void> | undefined;

  const take = (document: StoredDocument): void => {
    const { memory, reason } = readMemory(document.body);
    if (!memory) damaged.set(document.id, { document, reason });
    else if (memory.assetType === type.id) memories.set(document.id, fitToType(memory, type));
    else ofOtherType.set(document.id, memory.assetType);
  };

  const load = async (from: TwinStore): Promise<void> => {
    try {
      const documents = await from.listDocuments({ collection: COLLECTION, limit: MAX_ASSETS });
      documents.forEach(take);
      ready = true;
    } catch (thrown) {
      loading = undefined;
      throw new TwinError(twinStateErrors.notLoaded, { reason: asTwinError(thrown).message }, thrown);
    }
  };

  const setAside = ({ document, reason }: { document: StoredDocument; reason: string }): void => {
    const { id: asset, timeMs } = document;
    const aside = `${asset}@${timeMs}`;
    world.fail(new TwinError(twinStateErrors.damagedMemory, { asset, reason, aside }));
    store?.putDocument({ ...document, id: aside, collection: `${COLLECTION}-aside` }).catch(world.fail);
    damaged.delete(asset);
  };

  const writer = createMemoryWriter(async (asset) => {
    const memory = memories.get(asset);
    if (!memory || !store) return;
    await store.putDocument({ collection: COLLECTION, id: asset, owner: asset, timeMs: memory.time, body: memory });
  }, world);

  const make = (asset: string): TwinMemory => {
    const found = ofOtherType.get(asset);
    if (found !== undefined) throw new TwinError(twinStateErrors.otherType, { asset, found, expected: type.id });
    if (memories.size >= MAX_ASSETS) throw new TwinError(twinStateErrors.tooManyAssets, { asset, most: MAX_ASSETS });
    const wreck = damaged.get(asset);
    if (wreck) setAside(wreck);
    const fresh = newTwinMemory(asset, type);
    memories.set(asset, fresh);
    return fresh;
  };

  return {
    ready: () => ready,
    /** Reads the store, once more if it could not be read before. Rejects with TWIN-TWIN-013. */
    whenReady: async (): Promise<void> => {
      if (store && !ready) loading ??= load(store);
      await loading;
    },
    find: (asset: string): TwinMemory | undefined => memories.get(asset),
    known: (): readonly string[] => [...memories.keys()].sort(),
    /** @throws TwinError TWIN-TWIN-007, -009 */
    make,
    /** Resolves when the newest memory of the machine is in the store, or could not be written (which has been reported). */
    keep: (asset: string): Promise<void> => (store ? writer.write(asset) : Promise.resolve()),
    /** Ends the twin of a machine. */
    forget: async (asset: string): Promise<void> => {
      await writer.idle();
      await store?.deleteDocument(COLLECTION, asset);
      memories.delete(asset);
    },
    idle: (): Promise<void> => writer.idle(),
  };
};
