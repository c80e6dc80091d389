/** A store that is away for longer has lost more than this. */
const MOST_WAITING = 1000;

/**
 * Keeps what is added, in its order. What a store that is away did not take waits for the next that is added; that it is away, the keeper
 * of the twins tells.
 *
 * @param keep writes some; where it rejects, none of them counts as written
 */
export const keepInTurn = <T>(keep: (some: readonly T[]) => Promise<unknown>) => {
  let waiting: T[] = [];
  let keeping: Promise<void> = Promise.resolve();

  const keepWaiting = async (): Promise<void> => {
    const some = waiting;
    waiting = [];
    try {
      if (some.length > 0) await keep(some);
    } catch {
      waiting = [...some, ...waiting].slice(-MOST_WAITING);
    }
  };

  return {
    /** Resolves when they are kept, or could not be. */
    add: (...some: readonly T[]): Promise<void> => {
      waiting.push(...some);
      keeping = keeping.then(keepWaiting);
      return keeping;
    },
    /** Resolves when nothing is being kept. */
    idle: (): Promise<void> => keeping,
  };
};
