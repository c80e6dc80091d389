import { TwinError } from "../../../models/errors/twin-error.ts";
import type { Clock } from "../../kit/clock.ts";
import { storeErrors } from "../errors.ts";
import type { Refused } from "./send-splitting.ts";

export interface ReporterOptions {
  readonly clock: Clock;
  readonly report?: (error: TwinError) => void;
}

const QUIET_MS = 60_000;

/** Tells of trouble once, when it begins, and of what goes on at most once a minute with its sum. */
export const createReporter = (url: string, file: string, { clock, report }: ReporterOptions) => {
  let isAway = false;

  /** Adds up counts and reports the sum, not more often than once a minute. */
  const summing = (toError: (sum: number, reason: string) => TwinError) => {
    let sum = 0;
    let quietUntilMs = -Infinity;
    return (count: number, reason = ""): void => {
      sum += count;
      if (sum === 0 || clock.nowMs() < quietUntilMs) return;
      report?.(toError(sum, reason));
      sum = 0;
      quietUntilMs = clock.nowMs() + QUIET_MS;
    };
  };
  const quarantined = summing((points, reason) => new TwinError(storeErrors.quarantined, { points, reason }));
  const dropped = summing((points) => new TwinError(storeErrors.overwritten, { points }));

  return {
    /**
     * @param reason empty when the server is back
     * @param error what to report instead, if the trouble is not the server's
     */
    away: (reason: string, error?: TwinError): void => {
      if (reason && !isAway)
        report?.(error ?? new TwinError(storeErrors.away, { url, file, reason, status: "store away" }));
      isAway = reason !== "";
    },
    refused: (points: readonly Refused[]): void => quarantined(points.length, points[0]?.reason ?? ""),
    dropped: (points: number): void => dropped(points),
  };
};
