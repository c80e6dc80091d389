import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { TwinError } from "../../../models/errors/twin-error.ts";
import { isThrownAway } from "../../kit/throw-away.ts";
import { storeErrors } from "../errors.ts";
import { APPLICATION_ID, migrate, SCHEMA_VERSION } from "./migrations.ts";
import { type Salvaged, salvage } from "./salvage/salvage.ts";
import { setAside } from "./set-aside.ts";
import { isDamage, reasonOf } from "./sqlite-error.ts";

export interface StoreFile {
  readonly path: string;
  readonly db: DatabaseSync;
  /** Call when SQLite reports damage while in use: the next opening then checks the whole file. */
  suspect(): void;
}

export interface FileOptions {
  /** Absolute, or relative to the working directory. */
  readonly file: string;
  /** Bound of the file's size; 0 or absent for none. */
  readonly sizeLimitMegabytes?: number;
  /** Told when a damaged file was set aside (TWIN-STORE-003). */
  readonly report?: (error: TwinError) => void;
}

/** A full check reads the whole file, about 7 ms a megabyte; a larger file is checked only when it is suspect. */
const ALWAYS_CHECKED_BYTES = 16 * 1024 * 1024;
const PAGE_BYTES = 4096;
const TABLES = "series samples texts documents outbox rollups rolled remote_series remote_dirty".split(" ");

/**
 * Opens or begins the SQLite file: WAL, and a commit that has returned survives a power cut (`synchronous=FULL`). A damaged
 * file is set aside with its reason, and what can still be read of it goes into a new one.
 *
 * @throws TwinError TWIN-STORE-001, -004, -005
 */
export const openFile = (options: FileOptions): StoreFile => {
  const path = resolve(options.file);
  const marker = `${path}.check`;
  const suspect = (): void => writeFileSync(marker, "SQLite reported damage; the next start checks the whole file.\n");
  try {
    mkdirSync(dirname(path), { recursive: true });
    return { path, db: openChecked(path, marker, options), suspect };
  } catch (thrown) {
    if (thrown instanceof TwinError) throw thrown;
    if (!isDamage(thrown))
      throw new TwinError(storeErrors.cannotOpen, { file: path, reason: reasonOf(thrown) }, thrown);
    const kept = setAside(path, new Date());
    rmSync(marker, { force: true });
    const db = openChecked(path, marker, options);
    const details = { file: path, setAside: kept, reason: reasonOf(thrown), ...salvaged(kept, db) };
    options.report?.(new TwinError(storeErrors.damaged, details, thrown));
    return { path, db, suspect };
  }
};

/** Nothing where even that fails, as on a full disk: all is still in the file that is kept. */
const salvaged = (kept: string, db: DatabaseSync): Salvaged => {
  try {
    return salvage(kept, db);
  } catch {
    return { documents: 0, samples: 0, waiting: 0 };
  }
};

const openChecked = (path: string, marker: string, { sizeLimitMegabytes = 0 }: FileOptions): DatabaseSync => {
  const bytes = existsSync(path) ? statSync(path).size : 0;
  const db = new DatabaseSync(path, { timeout: 2000 });
  try {
    const version = pragma(db, "user_version");
    refuseForeign(db, path, version);
    if (bytes > 0 && (bytes <= ALWAYS_CHECKED_BYTES || existsSync(marker))) quickCheck(db);
    rmSync(marker, { force: true });
    const synchronous = isThrownAway() ? "OFF" : "FULL";
    db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous}; PRAGMA journal_size_limit = 67108864`);
    if (sizeLimitMegabytes > 0) {
      db.exec(`PRAGMA max_page_count = ${Math.ceil((sizeLimitMegabytes * 1024 * 1024) / PAGE_BYTES)}`);
    }
    migrate(db, version);
    for (const table of TABLES) {
      db.prepare(`SELECT * FROM ${table} LIMIT 1`).get();
    }
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
};

const pragma = (db: DatabaseSync, name: string): number => Number(db.prepare(`PRAGMA ${name}`).get()?.[name] ?? 0);

const refuseForeign = (db: DatabaseSync, file: string, version: number): void => {
  if (pragma(db, "application_id") !== APPLICATION_ID) {
    const tables = Number(db.prepare("SELECT count(*) AS n FROM sqlite_schema").get()?.["n"]);
    if (tables > 0 || version > 0) throw new TwinError(storeErrors.foreignFile, { file });
  } else if (version > SCHEMA_VERSION) {
    throw new TwinError(storeErrors.newerFile, { file, saved: version, known: SCHEMA_VERSION });
  }
};

const quickCheck = (db: DatabaseSync): void => {
  const found = String(db.prepare("PRAGMA quick_check(1)").get()?.["quick_check"]);
  if (found !== "ok") throw Object.assign(new Error(found), { errcode: 11 });
};
