import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { TwinError } from "../../models/errors/twin-error.ts";
import { revisionErrors } from "../../models/revisions/errors.ts";

/**
 * Runs `action` while no other process writes in `folder`. What a process that was killed has left is no hindrance.
 *
 * @throws TwinError TWIN-REV-007
 */
export const withLock = <T>(folder: string, action: () => T): T => {
  const file = join(folder, "lock");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!take(file)) {
    const pid = Number(readFileSync(file, "utf8"));
    if (pid !== process.pid && isAlive(pid) && !isOld(file)) throw new TwinError(revisionErrors.busy, { pid, folder });
    rmSync(file, { force: true });
    if (!take(file)) throw new TwinError(revisionErrors.busy, { pid, folder });
  }
  try {
    return action();
  } finally {
    rmSync(file, { force: true });
  }
};

/** No deploy writes for so long: after a power cut another process may have the number of the one that left the lock. */
const OLD_MS = 60_000;

const isOld = (file: string): boolean => Date.now() - statSync(file).mtimeMs > OLD_MS;

const take = (file: string): boolean => {
  try {
    writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
};

/** Whether there is a process of that number. */
export const isAlive = (pid: number): boolean => {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
};
