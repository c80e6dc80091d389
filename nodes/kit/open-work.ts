interface Work {
  open: number;
}

/** One for the process: who asks may have been loaded from another file than who works (source and build). */
const WORK = Symbol.for("twinloom.openWork");

const work = (): Work => {
  const shared = globalThis as typeof globalThis & { [WORK]?: Work };
  shared[WORK] ??= { open: 0 };
  return shared[WORK];
};

/** Counts work that goes on after a node has called `done`, and at the end of which it may send. */
export const countOpenWork = (going: Promise<unknown>): void => {
  const all = work();
  all.open++;
  const end = (): void => {
    all.open--;
  };
  going.then(end, end);
};

/** How much of it goes on now: a flow is at rest when no message is on its way and this is 0. */
export const openWork = (): number => work().open;
