import assert from "node:assert/strict";
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import type { TwinError } from "../../models/errors/twin-error.ts";
import { openFile } from "../../nodes/store/sqlite/open-file.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const PAGE_BYTES = 4096;
/** A disk writes whole sectors. */
const SECTOR_BYTES = 512;
const SECTORS_A_PAGE = PAGE_BYTES / SECTOR_BYTES;
const COMMITS = 300;
const ROWS_A_COMMIT = 20;
/** As many samples as can be on one page, at 12 bytes each. */
const SAMPLES_A_PAGE = 340;

const SQL = `INSERT INTO samples (series_id, time_ms, value) VALUES (1, ?, ?)`;

/** A store in the middle of its work: each commit adds 20 samples, a document and a row of the outbox. */
const work = (file: string, commits: number, keepLog: boolean): void => {
  const { db } = openFile({ file });
  // nobody cuts the power of the test itself
  db.exec(`PRAGMA synchronous = OFF; PRAGMA wal_autocheckpoint = ${keepLog ? 0 : 1000}`);
  db.exec("INSERT OR IGNORE INTO series VALUES (1, 'm', '{}', 'f', 'number')");
  const sample = db.prepare(SQL);
  const document = db.prepare("INSERT INTO documents VALUES ('c', ?, '', ?, ?)");
  const row = db.prepare("INSERT INTO outbox (destination, points, bytes, payload) VALUES ('d', 1, ?, ?)");
  for (let n = 0; n < commits; n++) {
    db.exec("BEGIN");
    for (let i = 0; i < ROWS_A_COMMIT; i++) sample.run(n * ROWS_A_COMMIT + i, n * ROWS_A_COMMIT + i + 0.5);
    document.run(`${n}`, n, JSON.stringify({ n }));
    // some are longer than a page
    const payload = JSON.stringify([["m", {}, { n, text: "x".repeat(n % 10 === 0 ? 6000 : 50) }, n]]);
    row.run(payload.length, payload);
    db.exec("COMMIT");
  }
  if (keepLog) for (const suffix of ["", "-wal"]) copyFileSync(file + suffix, `${file}.cut${suffix}`);
  db.close();
};

/** What the power left of the end of a file: less of it, or something else in its last page. */
const damage = fc.oneof(
  fc.record({ cut: fc.integer({ min: 1, max: SECTORS_A_PAGE }) }),
  fc.record({ garbage: fc.uint8Array({ minLength: 16, maxLength: 64 }) }),
  fc.record({ zeros: fc.integer({ min: 1, max: SECTORS_A_PAGE }) }),
);
type Damage = typeof damage extends fc.Arbitrary<infer T> ? T : never;

const damaged = (bytes: Buffer, how: Damage): Buffer => {
  if ("cut" in how) return bytes.subarray(0, Math.max(0, bytes.length - how.cut * SECTOR_BYTES));
  const made = Buffer.from(bytes);
  const end = made.length;
  if ("zeros" in how) return made.fill(0, end - how.zeros * SECTOR_BYTES);
  return made.fill(how.garbage, end - Math.min(PAGE_BYTES, end));
};

interface Kept {
  readonly samples: readonly number[];
  readonly documents: readonly number[];
  readonly waiting: readonly number[];
  readonly codes: readonly string[];
}

/** Opens the store as a start does, and reads all that is there; every value must be the one that was written. */
const openAndRead = (file: string): Kept => {
  const codes: string[] = [];
  const { db } = openFile({ file, report: ({ code }: TwinError) => codes.push(code) });
  const rows = (sql: string) => db.prepare(sql).all();
  const samples = rows("SELECT time_ms, value FROM samples ORDER BY time_ms").map((row) => {
    assert.equal(row["value"], Number(row["time_ms"]) + 0.5);
    return Number(row["time_ms"]);
  });
  const documents = rows("SELECT id, body FROM documents ORDER BY time_ms").map((row) => {
    assert.deepEqual(JSON.parse(String(row["body"])), { n: Number(row["id"]) });
    return Number(row["id"]);
  });
  const waiting = rows("SELECT payload FROM outbox ORDER BY id").map((row) => {
    const [point] = JSON.parse(String(row["payload"]));
    return Number(point[2].n);
  });
  assert.equal(String(db.prepare("PRAGMA integrity_check").get()?.["integrity_check"]), "ok");
  db.close();
  return { samples, documents, waiting, codes };
};

const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

describe("a power cut that spoils the end of a store's file", () => {
  const folder = temporaryFolder();
  after(() => folder.remove());
  let next = 0;
  const lay = (database: Buffer, log?: Buffer): string => {
    const file = join(folder.path, `${next++}.db`);
    writeFileSync(file, database);
    if (log) writeFileSync(`${file}-wal`, log);
    return file;
  };
  const sweep = (file: string): void => {
    for (const suffix of ["", "-wal", "-shm"]) if (existsSync(file + suffix)) rmSync(file + suffix);
  };

  it("costs no more than the last page of the database holds, and says so with a code", () => {
    // of different lengths, so that the last page is not of the same table in all
    const whole = [COMMITS - 40, COMMITS - 7, COMMITS].map((commits) => {
      const file = join(folder.path, `whole-${commits}.db`);
      work(file, commits, false);
      return { commits, bytes: readFileSync(file) };
    });
    const told = new Set<string>();
    fc.assert(
      fc.property(damage, fc.nat({ max: whole.length - 1 }), (how, which) => {
        const { commits, bytes } = whole[which] ?? assert.fail();
        const copy = lay(damaged(bytes, how));
        const { samples, documents, waiting, codes } = openAndRead(copy);
        sweep(copy);
        for (const code of codes) told.add(code);
        const lost = [commits * ROWS_A_COMMIT - samples.length, commits - documents.length, commits - waiting.length];
        assert.ok(lost.every((count) => count >= 0));
        assert.ok(lost.filter((count) => count > 0).length <= 1, `one page is of one table: ${lost}`);
        assert.ok(
          lost.every((count) => count <= SAMPLES_A_PAGE),
          `${lost}`,
        );
        if (codes.length === 0) assert.deepEqual(lost, [0, 0, 0]);
      }),
      { numRuns: 25 },
    );
    assert.deepEqual([...told], ["TWIN-STORE-003"]);
  });

  it("leaves of the write-ahead log all commits before the spoilt one, whole and in their order", () => {
    const file = join(folder.path, "log.db");
    work(file, 60, true);
    const [database, log] = [readFileSync(`${file}.cut`), readFileSync(`${file}.cut-wal`)];
    fc.assert(
      fc.property(damage, (how) => {
        const copy = lay(database, damaged(log, how));
        const { samples, documents, waiting } = openAndRead(copy);
        sweep(copy);
        assert.ok(documents.length >= 55, `${documents.length} commits`);
        assert.deepEqual(documents, upTo(documents.length));
        assert.deepEqual(waiting, documents);
        assert.deepEqual(samples, upTo(documents.length * ROWS_A_COMMIT));
      }),
      { numRuns: 15 },
    );
  });

  it("of both at once still gives back what neither has spoilt", () => {
    const file = join(folder.path, "both.db");
    work(file, COMMITS, false);
    // A second life that was cut short: a log beside the database of the first.
    const second = openFile({ file });
    second.db.exec("PRAGMA wal_autocheckpoint = 0");
    for (let i = 0; i < 100; i++) second.db.prepare(SQL).run(100_000 + i, 100_000.5 + i);
    for (const suffix of ["", "-wal"]) copyFileSync(file + suffix, `${file}.cut${suffix}`);
    second.db.close();
    const [database, log] = [readFileSync(`${file}.cut`), readFileSync(`${file}.cut-wal`)];
    fc.assert(
      fc.property(damage, damage, (ofDatabase, ofLog) => {
        const copy = lay(damaged(database, ofDatabase), damaged(log, ofLog));
        const { samples } = openAndRead(copy);
        sweep(copy);
        assert.ok(samples.length >= COMMITS * ROWS_A_COMMIT - SAMPLES_A_PAGE, `${samples.length} samples`);
        assert.ok(samples.filter((time) => time >= 100_000).length >= 90);
      }),
      { numRuns: 12 },
    );
  });

  it("recovers as SQLite's own shell would what lies beyond a spoilt page in the middle", () => {
    const file = join(folder.path, "middle.db");
    work(file, COMMITS, false);
    const bytes = readFileSync(file);
    const pages = bytes.length / PAGE_BYTES;
    for (let page = 12; page < pages; page += 13) {
      const copy = lay(Buffer.from(bytes).fill(0xa5, page * PAGE_BYTES, (page + 1) * PAGE_BYTES));
      const { samples, documents, waiting, codes } = openAndRead(copy);
      sweep(copy);
      const lost = COMMITS * ROWS_A_COMMIT - samples.length + (COMMITS - documents.length) + (COMMITS - waiting.length);
      assert.ok(lost <= SAMPLES_A_PAGE, `page ${page}: ${lost} lost, ${codes}`);
    }
  });
});
