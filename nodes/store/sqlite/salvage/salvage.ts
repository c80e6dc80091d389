import type { DatabaseSync } from "node:sqlite";
import { openPages } from "./page-file.ts";
import { type FoundRecord, pageRecords } from "./page-records.ts";
import type { Value } from "./read-record.ts";

/** What was found again. */
export interface Salvaged {
  readonly documents: number;
  readonly samples: number;
  /** Points that wait for a server. */
  readonly waiting: number;
}

const PAGES_A_TRANSACTION = 2000;
const isText = (value: Value | undefined): value is string => typeof value === "string";
/** What garbage may look like is no integer of a table that is strict. */
const isInteger = (value: Value | undefined): value is number => Number.isSafeInteger(value);
const isNumber = (value: Value | undefined): value is number => typeof value === "number";

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/**
 * Copies every row of a damaged store that can still be read into a new one: page by page, as `.recover` of SQLite's shell does, so that
 * a lost page costs what was on it and no more. Which table a row is of is seen by the kinds of its columns.
 *
 * @param damaged path of the file, with its write-ahead log beside it; neither is changed
 */
export const salvage = (damaged: string, db: DatabaseSync): Salvaged => {
  const file = openPages(damaged);
  const found = { documents: 0, samples: 0, waiting: 0 };
  if (!file) return found;
  const keep = keeper(db, found);
  try {
    db.exec("BEGIN IMMEDIATE");
    for (let number = 2; number <= file.count; number++) {
      if (!file.free.has(number)) for (const record of pageRecords(file, number)) keep(record);
      if (number % PAGES_A_TRANSACTION === 0) db.exec("COMMIT; BEGIN IMMEDIATE");
    }
    for (const table of ["samples", "texts"]) {
      const orphans = db.prepare(`DELETE FROM ${table} WHERE series_id NOT IN (SELECT id FROM series)`).run();
      found.samples -= Number(orphans.changes);
    }
    db.exec("COMMIT");
    return found;
  } finally {
    if (db.isTransaction) db.exec("ROLLBACK");
    file.close();
  }
};

const keeper = (db: DatabaseSync, found: { documents: number; samples: number; waiting: number }) => {
  const insert = (table: string, columns: string) =>
    db.prepare(`INSERT OR IGNORE INTO ${table} (${columns}) VALUES (${columns.replace(/\w+/g, "?")})`);
  const series = insert("series", "id, measurement, tags, field, kind");
  const samples = insert("samples", "series_id, time_ms, value");
  const texts = insert("texts", "series_id, time_ms, value");
  const documents = insert("documents", "collection, id, owner, time_ms, body");
  const outbox = insert("outbox", "id, destination, points, bytes, payload, added_ms");

  return ({ rowId, values }: FoundRecord): void => {
    const [a, b, c, d, e, f = 0] = values;
    if (rowId === undefined) {
      if (values.length !== 3 || !isInteger(a) || !isInteger(b)) return;
      if (isNumber(c)) found.samples += Number(samples.run(a, b, c).changes);
      else if (isText(c)) found.samples += Number(texts.run(a, b, c).changes);
    } else if (a === null && isInteger(rowId) && isText(b) && isText(e)) {
      if (isText(c) && isText(d)) series.run(rowId, b, c, d, e);
      else if (isInteger(c) && isInteger(d) && isInteger(f) && isJson(e)) {
        if (outbox.run(rowId, b, c, d, e, f).changes) found.waiting += c;
      }
    } else if (isText(a) && isText(b) && isText(c) && isNumber(d) && isText(e) && isJson(e)) {
      found.documents += Number(documents.run(a, b, c, d, e).changes);
    }
  };
};
