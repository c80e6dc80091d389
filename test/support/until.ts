import { PATIENCE_MS } from "./patience.ts";

/**
 * Waits until something holds that needs no asking.
 *
 * @throws Error naming `what`
 */
export const until = async (what: string, holds: () => boolean, patienceMs = PATIENCE_MS): Promise<void> => {
  const deadline = Date.now() + patienceMs;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error(`waited ${patienceMs} ms in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};
