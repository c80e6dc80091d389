import type { TwinStore } from "./store.ts";
import type { World } from "./world.ts";

const COLLECTION = "in-charge";
const MOST_MACHINES = 10_000;

/** Which node has charge of which machine, among those of one kind that share a store. */
interface Roll {
  readonly holders: Map<string, string>;
  /** The nodes that are there, in the order in which they came, each as often as it runs. */
  readonly present: Map<string, number>;
  loaded: Promise<void> | undefined;
}

const rolls = new WeakMap<TwinStore, Map<string, Roll>>();

const rollOf = (store: TwinStore, kind: string): Roll => {
  const ofStore = rolls.get(store) ?? new Map<string, Roll>();
  rolls.set(store, ofStore);
  const roll = ofStore.get(kind) ?? { holders: new Map(), present: new Map(), loaded: undefined };
  ofStore.set(kind, roll);
  return roll;
};

/**
 * Nodes of one kind that share a store know the same machines from it: of those, the one that a machine's data came to last acts and
 * answers for it when all are asked. That is kept, so that it holds after a restart before the first data. Where that node is gone, the
 * first of the others takes its place.
 *
 * @param kind `twins/centrifugal-pump`, `orders`
 */
export const inCharge = (store: TwinStore | undefined, kind: string, world: World) => {
  if (!store)
    return { loaded: () => Promise.resolve(), took: () => undefined, isOurs: () => true, isFirst: () => true };
  const { nodeId, signal } = world;
  const roll = rollOf(store, kind);
  const { holders, present } = roll;
  const unkept = (thrown: unknown): void => world.log("debug", `who has charge is not kept: ${thrown}`);

  const load = async (): Promise<void> => {
    const documents = await store.listDocuments({ collection: COLLECTION, limit: MOST_MACHINES });
    for (const { id, owner, body } of documents) {
      const isNew = id === `${kind}/${owner}` && !holders.has(owner);
      if (isNew && typeof body === "object" && body !== null && "node" in body) holders.set(owner, String(body.node));
    }
  };

  present.set(nodeId, (present.get(nodeId) ?? 0) + 1);
  signal.addEventListener("abort", () => {
    const left = (present.get(nodeId) ?? 1) - 1;
    if (left > 0) present.set(nodeId, left);
    else present.delete(nodeId);
  });

  const isFirst = (): boolean => {
    const [first] = present.keys();
    return first === nodeId;
  };

  return {
    isFirst,
    /** Resolves once what was kept is known; what can't be read is learned from the data. */
    loaded: (): Promise<void> => {
      roll.loaded ??= load().catch(unkept);
      return roll.loaded;
    },
    /** Data of a machine came to this node. @param timeMs the data's time */
    took: (asset: string, timeMs: number): void => {
      if (holders.get(asset) === nodeId) return;
      holders.set(asset, nodeId);
      const id = `${kind}/${asset}`;
      store.putDocument({ collection: COLLECTION, id, owner: asset, timeMs, body: { node: nodeId } }).catch(unkept);
    },
    isOurs: (asset: string): boolean => {
      const holder = holders.get(asset);
      return holder !== undefined && present.has(holder) ? holder === nodeId : isFirst();
    },
  };
};
