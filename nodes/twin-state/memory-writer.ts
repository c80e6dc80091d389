import { TwinError } from "../../models/errors/twin-error.ts";
import { asTwinError } from "../kit/errors.ts";
import type { World } from "../kit/world.ts";
import { twinStateErrors } from "./errors.ts";

interface Slot {
  running: Promise<void> | undefined;
  next: Promise<void> | undefined;
}

/**
 * Writes the memories of machines. While one is being written, all further wishes for the same machine share one more write after
 * it, which takes the memory as it is then: a slow disk costs two writes at a time for each machine, not one a message.
 *
 * @param put writes the machine's memory as it is when called
 */
export const createMemoryWriter = (put: (asset: string) => Promise<void>, world: World) => {
  const slots = new Map<string, Slot>();
  let failing = false;

  const attempt = async (asset: string): Promise<void> => {
    try {
      await put(asset);
      failing = false;
    } catch (thrown) {
      const error = new TwinError(twinStateErrors.notKept, { asset, reason: asTwinError(thrown).message }, thrown);
      if (!failing) world.fail(error);
      failing = true;
    }
  };

  const begin = (asset: string, slot: Slot): Promise<void> => {
    slot.running = attempt(asset).then(() => {
      slot.running = undefined;
      if (!slot.next) slots.delete(asset);
    });
    return slot.running;
  };

  return {
    /** Resolves when a write that began after this call has ended. */
    write: (asset: string): Promise<void> => {
      const slot = slots.get(asset) ?? { running: undefined, next: undefined };
      slots.set(asset, slot);
      if (!slot.running) return begin(asset, slot);
      slot.next ??= slot.running.then(() => {
        slot.next = undefined;
        return begin(asset, slot);
      });
      return slot.next;
    },
    /** Resolves when nothing is being written. */
    idle: async (): Promise<void> => {
      while (slots.size > 0) await Promise.all([...slots.values()].map((slot) => slot.next ?? slot.running));
    },
  };
};
