import type { TwinError } from "../../models/errors/twin-error.ts";
import type { World } from "../kit/world.ts";

const MAX_KEPT = 1000;

/** Reports the same complaint once until the next deploy: a wrong unit comes with every message. */
export const createComplaints = (world: World) => {
  const told = new Set<string>();
  return {
    once: (error: TwinError): void => {
      if (told.has(error.message) || told.size >= MAX_KEPT) return;
      told.add(error.message);
      world.fail(error);
    },
  };
};
