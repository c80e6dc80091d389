import { CONTEXT_TAG, type ContextChange } from "../../models/telemetry/context.ts";
import type { TwinMemory } from "../../models/twin/twin-memory.ts";
import { keepContext } from "../kit/contexts.ts";
import type { TwinStore } from "../kit/store.ts";
import { keepInTurn } from "./keep-in-turn.ts";

/** Keeps the operating state as a context, so that history can be asked by it: the flow of a pump while it ran. */
export const operatingContexts = (store: TwinStore) => {
  const { add, idle } = keepInTurn<ContextChange>((changes) => keepContext(store, changes));
  return {
    changed: ({ asset, operatingState: value, time: fromMs }: TwinMemory): void => {
      void add({ schema: CONTEXT_TAG, asset, name: "operatingState", value, fromMs });
    },
    idle,
  };
};
