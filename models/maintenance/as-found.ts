/**
 * What was found at the component when its order was closed. `failed`: it no longer did its work, its life had ended. `worn`:
 * it was renewed before that, so its life was longer than this by nobody knows how much. `sound`: nothing was wrong with it.
 */
export const AS_FOUND = ["failed", "worn", "sound"] as const;
export type AsFound = (typeof AS_FOUND)[number];

interface Closed {
  readonly asFound?: AsFound;
  readonly causeCode?: string;
}

/** "No cause found", ISO 14224:2016 Table B.3. */
const NO_CAUSE_FOUND = "5.1";

/**
 * The rule of what an order's closing says: what its closer stated; where nothing was stated, a cause of failure says that
 * there was a failure, and "no cause found" that there was none.
 */
export const asFoundOf = ({ asFound, causeCode }: Closed): AsFound =>
  asFound ?? (causeCode === NO_CAUSE_FOUND ? "sound" : "failed");
