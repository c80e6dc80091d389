import { isRefusedForGood } from "../kit/store.ts";

/** The forecasts of so many states wait for a full store to have room again, some 20 MB; the oldest go first. */
const MOST_OWED = 5000;

interface Owed {
  readonly states: number;
  readonly work: () => Promise<void>;
}

/** Writes in order; what a full store refuses is written before the next. */
export const createOwedWrites = () => {
  const owed: Owed[] = [];
  return {
    /** Resolves when this and all before it are written. Rejects with the store's error; the write is owed then. */
    write: async (states: number, work: () => Promise<void>): Promise<void> => {
      owed.push({ states, work });
      let waiting = owed.reduce((sum, one) => sum + one.states, 0);
      while (waiting > MOST_OWED && owed.length > 1) waiting -= owed.shift()?.states ?? 0;
      for (let next = owed[0]; next; next = owed[0]) {
        try {
          await next.work();
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
