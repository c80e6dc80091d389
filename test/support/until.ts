const PATIENCE_MS = 10_000;

/** Waits until something holds. */
export const until = async (holds: () => boolean, what = "it did not come about"): Promise<void> => {
  const deadline = Date.now() + PATIENCE_MS;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error(what);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};
