import type { DatabaseSync } from "node:sqlite";

/** Marks a file as a twin store ("TWIN"), in the header field that SQLite keeps for this. */
export const APPLICATION_ID = 0x5457494e;

/**
 * Entry n takes a file from version n to n + 1. Samples are clustered by series and time, so that a range is one sequential
 * read; numbers and texts are apart, so that a number costs no type tag.
 */
const MIGRATIONS: readonly string[] = [
  `CREATE TABLE series (
     id INTEGER PRIMARY KEY, measurement TEXT NOT NULL, tags TEXT NOT NULL, field TEXT NOT NULL, kind TEXT NOT NULL,
     UNIQUE (measurement, tags, field)
   ) STRICT;
   CREATE TABLE samples (
     series_id INTEGER NOT NULL, time_ms INTEGER NOT NULL, value REAL NOT NULL, PRIMARY KEY (series_id, time_ms)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE texts (
     series_id INTEGER NOT NULL, time_ms INTEGER NOT NULL, value TEXT NOT NULL, PRIMARY KEY (series_id, time_ms)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE documents (
     collection TEXT NOT NULL, id TEXT NOT NULL, owner TEXT NOT NULL, time_ms REAL NOT NULL, body TEXT NOT NULL,
     UNIQUE (collection, id)
   ) STRICT;
   CREATE INDEX documents_by_time ON documents (collection, time_ms);
   CREATE INDEX documents_by_owner ON documents (collection, owner, time_ms);
   CREATE TABLE outbox (
     id INTEGER PRIMARY KEY AUTOINCREMENT, destination TEXT NOT NULL, points INTEGER NOT NULL, bytes INTEGER NOT NULL,
     payload TEXT NOT NULL
   ) STRICT;
   CREATE INDEX outbox_by_destination ON outbox (destination, id);`,
  // When a row was put in, by this machine's clock; 0 where that is not known.
  "ALTER TABLE outbox ADD COLUMN added_ms INTEGER NOT NULL DEFAULT 0;",
  `CREATE TABLE rollups (
     series_id INTEGER NOT NULL, bucket_ms INTEGER NOT NULL, samples INTEGER NOT NULL, total REAL NOT NULL,
     least REAL NOT NULL, greatest REAL NOT NULL, last REAL NOT NULL, PRIMARY KEY (series_id, bucket_ms)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE rolled (series_id INTEGER PRIMARY KEY, to_ms INTEGER NOT NULL) STRICT;`,
  // What the roll-ups on a server tell of. Four columns: the salvage takes a record of three integers for a sample.
  `CREATE TABLE remote_series (
     id INTEGER PRIMARY KEY, place TEXT NOT NULL, tags TEXT NOT NULL, from_ms INTEGER NOT NULL, newest_ms INTEGER NOT NULL,
     UNIQUE (place, tags)
   ) STRICT;
   CREATE TABLE remote_dirty (
     bucket_ms INTEGER NOT NULL, series_id INTEGER NOT NULL, seq INTEGER NOT NULL, added_ms INTEGER NOT NULL,
     PRIMARY KEY (bucket_ms, series_id)
   ) STRICT, WITHOUT ROWID;`,
];

export const SCHEMA_VERSION = MIGRATIONS.length;

/** Brings an open file to the present version, all or nothing. */
export const migrate = (db: DatabaseSync, savedVersion: number): void => {
  if (savedVersion >= SCHEMA_VERSION) return;
  db.exec("BEGIN IMMEDIATE");
  try {
    for (const step of MIGRATIONS.slice(savedVersion)) db.exec(step);
    db.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION}`);
    db.exec("COMMIT");
  } catch (error) {
    if (db.isTransaction) db.exec("ROLLBACK");
    throw error;
  }
};
