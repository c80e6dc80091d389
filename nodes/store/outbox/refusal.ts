import type { SendResult } from "./remote.ts";

/** Answers of both kinds of InfluxDB that blame the data: 400 bad line or type, 413 too large, 422 outside of the retention. */
const DATA_AT_FAULT = new Set([400, 413, 422]);

/**
 * What a failed write means. InfluxDB writes the good points of a batch and says `dropped=N` of the others; where N is all
 * of them, no search for the bad ones is needed.
 *
 * @param status HTTP status, 0 if there was no answer
 * @param count points that were sent
 */
export const resultOfFailure = (status: number, reason: string, count: number, retryAfterMs?: number): SendResult => {
  if (DATA_AT_FAULT.has(status)) {
    const dropped = /dropped=(\d+)/.exec(reason)?.[1];
    return { kind: "refused", reason, all: Number(dropped) === count };
  }
  return { kind: "away", reason, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
};
