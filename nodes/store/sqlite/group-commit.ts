import { TwinError } from "../../../models/errors/twin-error.ts";
import { storeErrors } from "../errors.ts";
import type { StoreFile } from "./open-file.ts";
import { isDamage, sqliteError } from "./sqlite-error.ts";

/** Changes the database inside the transaction of its group; it has checked everything it can beforehand. */
type Work = () => void;

interface Job {
  readonly work: Work;
  readonly resolve: () => void;
  readonly reject: (error: TwinError) => void;
}

export interface GroupCommit {
  /** Resolves when the work is committed, which survives `kill -9`; rejects (TWIN-STORE-002, -018) if nothing of it is. */
  commit(work: Work): Promise<void>;
  /** Commits what waits, at once. */
  flush(): void;
  /** Why the last commit failed; undefined after one that succeeded. */
  failure(): TwinError | undefined;
  /** Told after each transaction whether it was kept. */
  onEnd(tell: (kept: boolean) => void): void;
  close(): void;
}

/** A commit waits for the disk, and so does all of Node-RED. After a slow one it rests as long as the disk took, up to this. */
const LONGEST_REST_MS = 50;
const SLOW_COMMIT_MS = 5;

/**
 * Puts the work of all callers of one turn of the event loop into one transaction, so that they share the wait for the disk.
 * On a slow disk the groups grow: at most half of the time goes into waiting for it.
 */
export const groupCommit = (file: StoreFile): GroupCommit => {
  const { db, path } = file;
  const listeners: ((kept: boolean) => void)[] = [];
  let jobs: Job[] = [];
  let scheduled = false;
  let restUntilMs = 0;
  let failed: TwinError | undefined;
  let closed = false;

  const fail = (thrown: unknown): TwinError => {
    if (db.isOpen && db.isTransaction) db.exec("ROLLBACK");
    if (isDamage(thrown)) file.suspect();
    for (const tell of listeners) tell(false);
    const error = sqliteError(thrown, path);
    if (error.code === storeErrors.diskFull.code) makeRoom();
    return error;
  };

  /** Folds the write-ahead log into the file, which needs no room, so that the log gives its own back. */
  const makeRoom = (): void => {
    try {
      db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch {
      // The disk is full; the next write tries again.
    }
  };

  const run = (): void => {
    scheduled = false;
    if (jobs.length === 0) return;
    const group = jobs;
    jobs = [];
    let commitBegan = 0;
    try {
      db.exec("BEGIN IMMEDIATE");
      for (const job of group) job.work();
      commitBegan = performance.now();
      db.exec("COMMIT");
      failed = undefined;
      for (const tell of listeners) tell(true);
    } catch (thrown) {
      failed = fail(thrown);
      const error = failed;
      for (const job of group) job.reject(error);
      return;
    }
    const ended = performance.now();
    const commitMs = ended - commitBegan;
    restUntilMs = commitMs < SLOW_COMMIT_MS ? 0 : ended + Math.min(commitMs, LONGEST_REST_MS);
    for (const job of group) job.resolve();
  };

  const schedule = (): void => {
    if (scheduled) return;
    scheduled = true;
    const restMs = restUntilMs - performance.now();
    if (restMs < 1) setImmediate(run);
    else setTimeout(run, restMs);
  };

  return {
    commit: (work) =>
      new Promise<void>((resolve, reject) => {
        if (closed) return reject(new TwinError(storeErrors.closed));
        jobs.push({ work, resolve, reject });
        schedule();
      }),
    flush: run,
    failure: () => failed,
    onEnd: (tell) => void listeners.push(tell),
    close: () => {
      run();
      closed = true;
    },
  };
};
