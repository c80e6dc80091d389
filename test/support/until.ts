const PATIENCE_MS = 10_000;

/** Waits until something holds. */
export const until = async (
  holds: () => boolean,
  what = "it did not come about",
  patienceMs = PATIENCE_MS,
): Promise<void> => {
  const deadline = Date.now() + patienceMs;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error(what);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};
