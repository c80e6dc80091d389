import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { TwinError } from "../../models/errors/twin-error.ts";
import { startErrors } from "./errors.ts";

/** SQLITE_BUSY */
const BUSY = 5;

/** What nobody refers to any more would be closed. */
const held: DatabaseSync[] = [];

/**
 * Lets no other process run the flow of a home folder as long as this one lives. The lock is the operating system's, by way of
 * SQLite: it is gone with its process, however that ends, and a file that is left behind locks nothing.
 *
 * @throws TwinError TWIN-START-005, -009
 */
export const holdHome = (home: string): void => {
  let lock: DatabaseSync | undefined;
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    lock = new DatabaseSync(join(home, "running.lock"));
    lock.exec("BEGIN EXCLUSIVE");
    held.push(lock);
  } catch (cause) {
    lock?.close();
    const isBusy = cause instanceof Error && "errcode" in cause && cause.errcode === BUSY;
    if (isBusy) throw new TwinError(startErrors.homeBusy, { home }, cause);
    throw new TwinError(
      startErrors.badHome,
      { home, reason: cause instanceof Error ? cause.message : String(cause) },
      cause,
    );
  }
};
