/**
 * What the runtime is started with: V8 otherwise trades memory for speed that this work does not get, as measured by
 * `npm run bench`.
 *
 * - The youngest generation may grow to 2 × 64 MB where objects are made quickly, though nearly all are dead a moment later.
 * - Objects of code whose first ones lived long (the samples of an estimate) are put among the old ones from then on. A
 *   what-if makes millions of the same shape that live for one step, and they would lie there until the next full collection.
 * - A node that has just read a large file may ask for a collection, before the process grows by what is already dead.
 */
export const RUNTIME_FLAGS: readonly string[] = [
  "--max-semi-space-size=4",
  "--no-allocation-site-pretenuring",
  "--expose-gc",
];

/**
 * The C library otherwise keeps up to eight heaps for each core, and what is freed in one is no use to the others: reading the
 * models leaves holes in all of them. Two are enough for a process whose work is on one thread. A value of the user's own stays.
 */
export const RUNTIME_ENV: Readonly<Record<string, string>> = {
  MALLOC_ARENA_MAX: process.env["MALLOC_ARENA_MAX"] ?? "2",
};
