import type { TwinStore } from "../../nodes/kit/store.ts";
import { PATIENCE_MS } from "./patience.ts";

/** Waits until a store's server has everything that was written. */
export const settled = async (store: TwinStore, waiting = 0): Promise<void> => {
  const deadline = Date.now() + PATIENCE_MS;
  while (store.health().backlog > waiting) {
    if (Date.now() > deadline) throw new Error(`still waiting: ${JSON.stringify(store.health())}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};
