import { CONTEXT_TAG, type ContextChange } from "../../models/telemetry/context.ts";
import type { TwinMemory } from "../../models/twin/twin-memory.ts";
import { keepContext } from "../kit/contexts.ts";
import type { TwinStore } from "../kit/store.ts";

/** A store that is away for longer has lost more than this. */
const MOST_WAITING = 1000;

/**
 * Keeps the operating state as a context, so that history can be asked by it: the flow of a pump while it ran. What a store that is
 * away did not take waits for the next change; that it is away, the keeper of the twins tells.
 */
export const operatingContexts = (store: TwinStore) => {
  let waiting: ContextChange[] = [];
  let keeping: Promise<void> = Promise.resolve();

  const keepWaiting = async (): Promise<void> => {
    const changes = waiting;
    waiting = [];
    try {
      await keepContext(store, changes);
    } catch {
      waiting = [...changes, ...waiting].slice(-MOST_WAITING);
    }
  };

  return {
    changed: ({ asset, operatingState: value, time: fromMs }: TwinMemory): void => {
      waiting.push({ schema: CONTEXT_TAG, asset, name: "operatingState", value, fromMs });
      keeping = keeping.then(keepWaiting);
    },
    /** Resolves when nothing is being kept. */
    idle: (): Promise<void> => keeping,
  };
};
