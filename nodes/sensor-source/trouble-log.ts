import type { TwinError } from "../../models/errors/twin-error.ts";
import type { World } from "../kit/world.ts";

const REPORT_EVERY_MS = 60_000;

/**
 * Keeps the log readable at 3 a.m.: the first error of a code is reported at once, further ones are counted and the count
 * is reported each minute, with the last of them as its example.
 */
export const troubleLog = (world: World) => {
  const quiet = new Map<string, { more: number; last: TwinError }>();
  let stop: (() => void) | undefined;

  const report = (): void => {
    for (const [key, entry] of quiet) {
      if (entry.more === 0) quiet.delete(key);
      else world.log("warn", `${entry.more} more in the last minute, the last: ${entry.last.message}`);
      entry.more = 0;
    }
    if (quiet.size > 0) return;
    stop?.();
    stop = undefined;
  };

  return {
    /** @param key errors that deserve a line of their own; default: the code */
    tell(error: TwinError, key: string = error.code): void {
      const known = quiet.get(key);
      if (known) {
        known.more++;
        known.last = error;
        return;
      }
      quiet.set(key, { more: 0, last: error });
      stop ??= world.clock.schedule(REPORT_EVERY_MS, report, true);
      world.fail(error);
    },
    close(): void {
      report();
      stop?.();
    },
  };
};
