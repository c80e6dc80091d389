import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { TwinError } from "../../../models/errors/twin-error.ts";
import { storeErrors } from "../errors.ts";
import { APPLICATION_ID, SCHEMA_VERSION } from "./migrations.ts";
import { reasonOf } from "./sqlite-error.ts";

/** A running Node-RED commits several times a second. */
const WAIT_MS = 10_000;

/**
 * Opens a store's file as it is, beside a Node-RED that may have it open: it is never made, brought to another version or set
 * aside here.
 *
 * @throws TwinError TWIN-STORE-001, -004, -005
 */
export const openKnown = (file: string): { readonly path: string; readonly db: DatabaseSync } => {
  const path = resolve(file);
  if (!existsSync(path)) throw new TwinError(storeErrors.cannotOpen, { file: path, reason: "there is none" });
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(path, { timeout: WAIT_MS });
    refuseOther(db, path);
    db.exec("PRAGMA synchronous = FULL");
    return { path, db };
  } catch (thrown) {
    db?.close();
    if (thrown instanceof TwinError) throw thrown;
    throw new TwinError(storeErrors.cannotOpen, { file: path, reason: reasonOf(thrown) }, thrown);
  }
};

const refuseOther = (db: DatabaseSync, file: string): void => {
  const pragma = (name: string): number => Number(db.prepare(`PRAGMA ${name}`).get()?.[name] ?? 0);
  if (pragma("application_id") !== APPLICATION_ID) throw new TwinError(storeErrors.foreignFile, { file });
  const saved = pragma("user_version");
  if (saved > SCHEMA_VERSION) throw new TwinError(storeErrors.newerFile, { file, saved, known: SCHEMA_VERSION });
  if (saved < SCHEMA_VERSION) {
    const reason = "an older version wrote it, and the runtime has not opened it since";
    throw new TwinError(storeErrors.cannotOpen, { file, reason });
  }
};
