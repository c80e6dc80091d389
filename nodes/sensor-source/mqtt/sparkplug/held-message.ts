import type { Held } from "../acknowledge-later.ts";

/** A message of which readings are held back. */
export interface HeldMessage extends Held {
  hold(): void;
  /** One of its readings has been taken, or refused. */
  free(): void;
}

/** Counts what is held of one message. */
export const heldMessage = (): HeldMessage => {
  const { promise, resolve } = Promise.withResolvers<void>();
  let held = 0;
  return {
    released: promise,
    hold: () => {
      held++;
    },
    free: () => {
      held--;
      if (held === 0) resolve();
    },
  };
};
