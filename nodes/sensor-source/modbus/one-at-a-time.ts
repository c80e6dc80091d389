import type { Read } from "./block-reader.ts";

/**
 * Requests of several devices one after another, in their order: many servers lose a request that comes before they have answered the
 * last. Each device has one request at a time, so that bounds the queue.
 */
export const oneAtATime = (read: Read): Read => {
  let before: Promise<unknown> = Promise.resolve();
  return (request) => {
    const asked = before.then(() => read(request));
    before = asked.catch(() => undefined);
    return asked;
  };
};
