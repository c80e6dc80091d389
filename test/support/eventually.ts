import { PATIENCE_MS } from "./patience.ts";

const LOOK_EVERY_MS = 100;

/**
 * Waits until `find` gives something, for as long as a busy machine may need.
 *
 * @throws Error naming `what`, with what `found` says of the present state
 */
export const eventually = async <T>(
  what: string,
  find: () => T | undefined | false | Promise<T | undefined | false>,
  found: () => unknown = () => "",
  patienceMs = PATIENCE_MS,
): Promise<T> => {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const result = await find();
    if (result !== undefined && result !== false) return result;
    if (Date.now() > deadline) throw new Error(`${what} did not come about; ${JSON.stringify(await found())}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
};
