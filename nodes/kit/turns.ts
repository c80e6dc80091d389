/** Runs jobs one after another, so that what one reads and writes is not changed by another in between. */
export const createTurns = () => {
  let last: Promise<unknown> = Promise.resolve();
  return {
    inTurn: <T>(job: () => Promise<T>): Promise<T> => {
      const result = last.then(job);
      last = result.catch(() => undefined);
      return result;
    },
    /** Resolves when no job is left. */
    idle: async (): Promise<void> => {
      for (let seen: unknown; seen !== last; ) {
        seen = last;
        await last;
      }
    },
  };
};
