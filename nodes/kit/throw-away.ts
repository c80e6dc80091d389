/** One for the process: who says it may have been loaded from another file than who asks (source and build). */
const THROW_AWAY = Symbol.for("twinloom.throwAwayStores");

type Shared = typeof globalThis & { [THROW_AWAY]?: boolean };

/** What the stores of this process write is thrown away with it (a run on history, a test of a flow): no write waits for the disk. */
export const throwAwayStores = (): void => {
  (globalThis as Shared)[THROW_AWAY] = true;
};

export const isThrownAway = (): boolean => (globalThis as Shared)[THROW_AWAY] === true;
