import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { TwinError } from "../../models/errors/twin-error.ts";
import type { Point, TwinStore } from "../../nodes/kit/store.ts";
import { openEmbeddedStore } from "../../nodes/store/embedded/open-embedded-store.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const START_MS = Date.UTC(2026, 0, 1);
const numbered = (from: number, count: number): Point[] =>
  Array.from({ length: count }, (_, i) => ({
    measurement: "trouble",
    tags: { asset: "a" },
    fields: { value: from + i },
    timeMs: START_MS + from + i,
  }));
const all = async (store: TwinStore): Promise<number[]> => [
  ...(await store.range({ measurement: "trouble", tags: {}, field: "value", fromMs: 0, toMs: Date.UTC(2030) })).values,
];
const hasCode = (code: string) => (error: TwinError) => error.code === code;

/** Writes batches until one is refused; gives how many points were acknowledged. */
const fill = async (store: TwinStore, from: number): Promise<number> => {
  for (let next = from; ; next += 500) {
    try {
      await store.write(numbered(next, 500));
    } catch (error) {
      assert.equal((error as TwinError).code, "TWIN-STORE-002");
      return next;
    }
  }
};

describe("an embedded store in trouble", () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let file: string;
  beforeEach(() => {
    folder = temporaryFolder();
    file = join(folder.path, "deep", "store.db");
  });
  afterEach(() => folder.remove());

  it("refuses new data with a code when its size limit is reached, keeps all it acknowledged, and goes on when there is room", async () => {
    const store = openEmbeddedStore({ file, sizeLimitMegabytes: 1 });
    const document = (id: number) => ({
      collection: "big",
      id: `${id}`,
      owner: "",
      timeMs: START_MS,
      body: "x".repeat(10_000),
    });
    for (let id = 0; id < 30; id++) await store.putDocument(document(id));
    const acknowledged = await fill(store, 0);
    assert.deepEqual(
      await all(store),
      numbered(0, acknowledged).map(({ fields }) => fields["value"]),
    );
    assert.equal(store.health().state, "full");
    for (let id = 0; id < 30; id++) await store.deleteDocument("big", `${id}`);
    await store.write(numbered(acknowledged, 500));
    assert.equal(store.health().state, "ok");
    assert.equal((await all(store)).length, acknowledged + 500);
    await store.close();
  });

  it("survives a disk that is really full", async function () {
    const disk = join(folder.path, "disk");
    mkdirSync(disk);
    try {
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=3m", "tmpfs", disk], { stdio: "ignore" });
    } catch {
      console.log("      skipped: mounting a small disk needs root");
      this.skip();
    }
    try {
      const ballast = join(disk, "ballast");
      writeFileSync(ballast, Buffer.alloc(1_000_000));
      const store = openEmbeddedStore({ file: join(disk, "store.db") });
      const acknowledged = await fill(store, 0);
      assert.equal(store.health().state, "full");
      assert.equal((await all(store)).length, acknowledged);
      writeFileSync(ballast, "");
      await store.write(numbered(acknowledged, 500));
      assert.equal(store.health().state, "ok");
      await store.close();
      const again = openEmbeddedStore({ file: join(disk, "store.db") });
      assert.equal((await all(again)).length, acknowledged + 500);
      await again.close();
    } finally {
      execFileSync("umount", [disk]);
    }
  });

  it("sets a damaged file aside with its reason, goes on in a new one with what can still be read of it, and says so", async () => {
    const first = openEmbeddedStore({ file });
    await first.write(numbered(0, 5000));
    await first.close();
    const bytes = readFileSync(file);
    bytes.fill(0xa5, 8192, 40_960);
    writeFileSync(file, bytes);
    const told: TwinError[] = [];
    const second = openEmbeddedStore({ file, report: (error) => told.push(error) });
    await second.write(numbered(10_000, 3));
    const values = await all(second);
    await second.close();
    assert.ok(values.length > 2500 && values.length < 5000, `${values.length} values`);
    assert.ok(values.slice(0, -3).every((value) => value >= 0 && value < 5000));
    assert.deepEqual(
      told.map(({ code, message }) => [code, /\d+ samples/.exec(message)?.[0]]),
      [["TWIN-STORE-003", `${values.length - 3} samples`]],
    );
    const kept = readdirSync(join(folder.path, "deep")).find((name) => name.includes(".damaged-"));
    assert.ok(kept && readFileSync(join(folder.path, "deep", kept)).equals(bytes));
  });

  it("sets a file aside that is no database at all", async () => {
    mkdirSync(join(folder.path, "deep"));
    writeFileSync(file, "not a database, but long enough to have a header ".repeat(100));
    const told: TwinError[] = [];
    const store = openEmbeddedStore({ file, report: (error) => told.push(error) });
    await store.write(numbered(0, 1));
    await store.close();
    assert.deepEqual(
      told.map(({ code }) => code),
      ["TWIN-STORE-003"],
    );
  });

  it("leaves the database of another program alone", () => {
    mkdirSync(join(folder.path, "deep"));
    const other = new DatabaseSync(file);
    other.exec("CREATE TABLE recipes (name TEXT)");
    other.close();
    const before = readFileSync(file);
    assert.throws(() => openEmbeddedStore({ file }), hasCode("TWIN-STORE-005"));
    assert.ok(readFileSync(file).equals(before));
  });

  it("leaves a file of a newer version alone", async () => {
    await openEmbeddedStore({ file }).close();
    const newer = new DatabaseSync(file);
    newer.exec("PRAGMA user_version = 99");
    newer.close();
    assert.throws(() => openEmbeddedStore({ file }), hasCode("TWIN-STORE-004"));
  });

  it("says where a file cannot be made", () => {
    writeFileSync(join(folder.path, "deep"), "a file where a folder should be");
    assert.throws(() => openEmbeddedStore({ file }), hasCode("TWIN-STORE-001"));
  });

  it("refuses with a code after it was closed, and never throws at once", async () => {
    const store = openEmbeddedStore({ file });
    await store.close();
    const document = { collection: "c", id: "i", owner: "", timeMs: START_MS, body: 1 };
    for (const asked of [
      store.write(numbered(0, 1)),
      all(store),
      store.latest("trouble", {}),
      store.putDocument(document),
      store.getDocument("c", "i"),
      store.listDocuments({ collection: "c" }),
      store.deleteDocument("c", "i"),
    ]) {
      await assert.rejects(asked, hasCode("TWIN-STORE-012"));
    }
  });
});
