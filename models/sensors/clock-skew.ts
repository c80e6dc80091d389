/** By how much arrival was after source time, of the newest batches; plain JSON. */
export interface SkewMemory {
  readonly lagsMs: number[];
}

const WINDOW = 20;
/** A backlog that drains changes its lag by more than this share within the window; a clock that is off keeps it. */
const STEADY = 0.1;

/**
 * By how much a source's clock is behind (positive) or ahead of the receiver's, once it is certain; else undefined. The smallest lag
 * of a window is that of the batch that waited least on its way (the minimum filter of NTP, RFC 5905 §10): a slow network makes
 * lags longer, never shorter. One that shrinks is a backlog being delivered.
 *
 * @param memory changed in place
 */
export const takeSkew = (
  memory: SkewMemory,
  sourceMs: number,
  receivedMs: number,
  limitMs: number,
): number | undefined => {
  const { lagsMs } = memory;
  lagsMs.push(receivedMs - sourceMs);
  if (lagsMs.length > WINDOW) lagsMs.shift();
  if (lagsMs.length < WINDOW) return undefined;
  const least = Math.min(...lagsMs);
  if (Math.abs(least) <= limitMs) return undefined;
  const older = Math.min(...lagsMs.slice(0, WINDOW / 2));
  const newer = Math.min(...lagsMs.slice(WINDOW / 2));
  return Math.abs(older - newer) > STEADY * Math.abs(least) ? undefined : least;
};
