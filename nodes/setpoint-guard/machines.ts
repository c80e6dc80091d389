import { TwinError } from "../../models/errors/twin-error.ts";
import type { GuardMemory } from "../../models/setpoint/guard-memory.ts";
import { createArrivals } from "../kit/arrivals.ts";
import type { Clock } from "../kit/clock.ts";
import { setpointErrors } from "./errors.ts";
import type { createSetpointBook } from "./setpoint-book.ts";

/**
 * The machines that one guard looks after, each gone on with from where the store knows it.
 *
 * @param only name of the one machine; empty: each whose states come
 */
export const createMachines = (book: ReturnType<typeof createSetpointBook>, only: string, clock: Clock) => {
  const memories = new Map<string, GuardMemory>();
  /** When news of each came, by this machine's clock. */
  const arrivals = new Map<string, ReturnType<typeof createArrivals>>();
  let loading: Promise<void> | undefined;

  const isOurs = (asset: string): boolean => !only || asset === only;

  const meet = async (asset: string): Promise<GuardMemory> => {
    const memory = await book.recall(asset);
    memories.set(asset, memory);
    const arrived = createArrivals(clock);
    arrived.came();
    arrivals.set(asset, arrived);
    return memory;
  };

  const readStore = async (): Promise<void> => {
    const assets = new Set((await book.list(only)).map(({ asset }) => asset));
    for (const asset of assets) if (isOurs(asset) && !memories.has(asset)) await meet(asset);
  };

  const known = async (asset: string): Promise<GuardMemory | undefined> =>
    isOurs(asset) ? (memories.get(asset) ?? meet(asset)) : undefined;

  return {
    /** A store that could not be read is tried again with the next message: beginning anew would forget what is in force. */
    load: (): Promise<void> => {
      loading ??= readStore().catch((thrown: unknown) => {
        loading = undefined;
        throw thrown;
      });
      return loading;
    },
    /** Undefined for a machine that is not this guard's. */
    known,
    /** The same, for a message that shows that the machine's data flow. */
    heard: async (asset: string, isNews: (memory: GuardMemory) => boolean): Promise<GuardMemory | undefined> => {
      const memory = await known(asset);
      if (memory && isNews(memory)) arrivals.get(asset)?.came();
      return memory;
    },
    set: (memory: GuardMemory): void => void memories.set(memory.asset, memory),
    all: (): readonly GuardMemory[] => [...memories.values()],
    /**
     * The machine that a command means: named in it or in the settings, else the only one.
     *
     * @throws TwinError TWIN-SETPOINT-007
     */
    meant: (named: string): GuardMemory => {
      const [first, ...others] = memories.values();
      const name = named || only;
      const found = name ? memories.get(name) : others.length === 0 ? first : undefined;
      if (found) return found;
      const names = [...memories.keys()].sort().join(", ") || "none yet";
      throw new TwinError(setpointErrors.noAsset, { asset: name || "no machine", count: memories.size, known: names });
    },
    /**
     * The machine whose open proposal is meant.
     *
     * @throws TwinError TWIN-SETPOINT-004, -005
     */
    withProposal: async (id: string): Promise<GuardMemory> => {
      for (const memory of memories.values()) if (memory.proposal?.id === id) return memory;
      const ended = (await book.list(only)).find((one) => one.id === id);
      if (ended) throw new TwinError(setpointErrors.notOpen, { setpoint: id, status: ended.status });
      throw new TwinError(setpointErrors.unknownSetpoint, { setpoint: id || "(no id)" });
    },
    /** Machines with a value in force of which nothing new has come for so long, and for longer than is usual. */
    silent: (leastMs: number): readonly { readonly asset: string; readonly silenceMs: number }[] =>
      [...memories.values()].flatMap(({ asset, inForce }) => {
        const arrived = arrivals.get(asset);
        if (!inForce || !arrived) return [];
        const silenceMs = clock.nowMs() - arrived.last();
        return silenceMs > arrived.patienceMs(leastMs) ? [{ asset, silenceMs }] : [];
      }),
  };
};
