import type { Random } from "../../../models/random/random.ts";

const FIRST_MS = 250;
const LONGEST_MS = 30_000;

/**
 * How long to wait before the next try: doubles from 250 ms to 30 s, with half of it random, so that many edge boxes do
 * not all come back to a server in the same moment. Never less than the server asked for.
 *
 * @param attempts tries that have failed in a row, from 1
 */
export const backOffMs = (attempts: number, random: Random, retryAfterMs = 0): number => {
  const fullMs = Math.min(FIRST_MS * 2 ** (attempts - 1), LONGEST_MS);
  return Math.max(fullMs * (0.5 + random.next() / 2), retryAfterMs);
};
