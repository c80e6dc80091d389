import { isRefusedForGood } from "../kit/store.ts";

/** So many writes wait for a full store to have room again; the oldest go first. */
const MOST_OWED = 500;

/** Writes in order; what a full store refuses is written before the next. */
export const createOwedWrites = () => {
  const owed: (() => Promise<void>)[] = [];
  return {
    /** Resolves when this and all before it are written. Rejects with the store's error; the write is owed then. */
    write: async (work: () => Promise<void>): Promise<void> => {
      owed.push(work);
      if (owed.length > MOST_OWED) owed.shift();
      for (let next = owed[0]; next; next = owed[0]) {
        try {
          await next();
        } catch (thrown) {
          if (isRefusedForGood(thrown)) drop(owed, next);
          throw thrown;
        }
        drop(owed, next);
      }
    },
  };
};

/** A second caller may have finished it meanwhile. */
const drop = <T>(list: T[], item: T): void => {
  const at = list.indexOf(item);
  if (at >= 0) list.splice(at, 1);
};
