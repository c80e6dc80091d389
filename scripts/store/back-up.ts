import { existsSync, renameSync, rmSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { TwinError } from "../../models/errors/twin-error.ts";
import { openKnown } from "../../nodes/store/sqlite/open-known.ts";
import { sqliteError } from "../../nodes/store/sqlite/sqlite-error.ts";
import { moveErrors } from "./errors.ts";

export interface BackedUp {
  readonly store: string;
  readonly file: string;
  readonly bytes: number;
}

/**
 * Copies a store's file as it is at this moment, while Node-RED goes on writing to it, and checks the copy whole
 * (`integrity_check`) before it gets its name. `VACUUM INTO` reads one snapshot; SQLite's online backup would begin again at
 * each write of another process.
 *
 * @throws TwinError TWIN-MOVE-001, -002, TWIN-STORE-001, -002, -004, -005, -018
 */
export const backUp = (store: string, target: string): BackedUp => {
  const file = resolve(target);
  const unfinished = `${file}.unfinished`;
  if (existsSync(file)) throw new TwinError(moveErrors.targetExists, { file });
  rmSync(unfinished, { force: true });
  const { path, db } = openKnown(store);
  try {
    db.prepare("VACUUM INTO ?").run(unfinished);
    refuseDamaged(unfinished);
    renameSync(unfinished, file);
    return { store: path, file, bytes: statSync(file).size };
  } catch (thrown) {
    rmSync(unfinished, { force: true });
    throw thrown instanceof TwinError ? thrown : sqliteError(thrown, file);
  } finally {
    db.close();
  }
};

const refuseDamaged = (file: string): void => {
  const copy = new DatabaseSync(file);
  try {
    const found = String(copy.prepare("PRAGMA integrity_check(1)").get()?.["integrity_check"]);
    if (found !== "ok") throw new TwinError(moveErrors.notSound, { file, reason: found });
  } finally {
    copy.close();
  }
};
