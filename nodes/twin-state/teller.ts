import type { FlowMessage, Outgoing, World } from "../kit/world.ts";

/** So many messages may wait for the disk before the input waits too. */
const MAX_WAITING = 256;

/**
 * Sends messages in their order, each only when what it tells is on disk. Meanwhile the input goes on, so that many messages share
 * one wait for the disk; the input waits as well once many do.
 */
export const createTeller = (world: World) => {
  let newest: Promise<void> = Promise.resolve();
  let waiting = 0;

  return {
    /** @returns what the input returns: nothing, or the promise of it to wait for */
    after: (kept: Promise<unknown>, out: Outgoing): null | Promise<null> => {
      waiting++;
      newest = Promise.all([newest, kept])
        .then(() => {
          waiting--;
          world.emit(out);
        })
        .catch(world.fail);
      world.goesOn(newest);
      return waiting < MAX_WAITING ? null : newest.then(() => null);
    },
    idle: (): Promise<void> => newest,
  };
};

export type Ports = readonly [FlowMessage | null, FlowMessage | null, readonly FlowMessage[] | null];
