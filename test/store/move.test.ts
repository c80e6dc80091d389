import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import type { Point, StoredDocument, TwinStore } from "../../nodes/kit/store.ts";
import { openEmbeddedStore } from "../../nodes/store/embedded/open-embedded-store.ts";
import { exportStore } from "../../scripts/store/export-store.ts";
import { importStore } from "../../scripts/store/import-store.ts";
import { anyPoint } from "../support/any-point.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const silent = { begin: () => undefined, step: () => undefined, at: () => undefined };
const ALL = { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER, measurements: [], documents: true };

const anyDocument: fc.Arbitrary<StoredDocument> = fc.record(
  {
    collection: fc.constantFrom("forecasts", "work-orders", "model-events"),
    id: fc.string({ minLength: 1, maxLength: 5 }),
    owner: fc.string({ maxLength: 5 }),
    timeMs: fc.integer({ min: 0, max: Date.UTC(2100) }),
    body: fc.jsonValue({ noUnicodeString: false }),
  },
  { noNullPrototype: true },
);

/** What is left of points in a store: it refuses another kind of value in the same field. */
const writeAll = async (store: TwinStore, points: readonly Point[]): Promise<void> => {
  for (const point of points) await store.write([point]).catch(() => undefined);
};

describe("an export of an embedded store", () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => folder.remove());

  /** All lines of an export but the header, in an order of their own. */
  const exported = async (store: string, target: string): Promise<readonly string[]> => {
    await exportStore({ ...ALL, store, target }, silent);
    return gunzipSync(readFileSync(target)).toString().split("\n").sort();
  };

  it("imported into another store is the same again, points and documents, also when it is imported twice", async () => {
    let run = 0;
    const content = fc.tuple(fc.array(anyPoint, { maxLength: 20 }), fc.array(anyDocument, { maxLength: 5 }));
    const property = fc.asyncProperty(content, async ([points, documents]) => {
      const at = (name: string): string => join(folder.path, `${name}-${run}`);
      run += 1;
      const store = openEmbeddedStore({ file: at("one.db") });
      await writeAll(store, points);
      for (const document of documents) await store.putDocument(document);
      const one = await exported(at("one.db"), `${at("one")}.lp.gz`);
      await store.close();
      for (let times = 0; times < 2; times++) {
        const done = await importStore(`${at("one")}.lp.gz`, "ns", { file: at("two.db") }, silent);
        assert.equal(done.refused, 0);
      }
      assert.deepEqual(await exported(at("two.db"), `${at("two")}.lp.gz`), one);
    });
    await fc.assert(property, { numRuns: 12 });
  });

  it("keeps integers, of a channel that has become one too", async () => {
    const [file, target] = [join(folder.path, "whole.db"), join(folder.path, "whole.lp.gz")];
    const store = openEmbeddedStore({ file });
    const parts = (timeMs: number, value: number, integers?: string[]): Point => ({
      ...{ measurement: "telemetry", tags: { asset: "a", channel: "parts" }, fields: { value }, timeMs },
      ...(integers ? { integers } : {}),
    });
    await store.write([parts(1.7e12, 1.5), parts(1.7e12 + 1, 2)]);
    await store.write([parts(1.7e12 + 2, 3, ["value"])]);
    await store.close();
    const lines = (await exported(file, target)).filter((line) => line.startsWith("telemetry"));
    assert.deepEqual(
      lines.map((line) => line.split(" ")[1]),
      ["integer=2i", "integer=3i", "value=1.5"],
    );
    const other = join(folder.path, "whole-2.db");
    await importStore(target, "ns", { file: other }, silent);
    assert.deepEqual(await exported(other, `${other}.lp.gz`), await exported(file, `${file}.lp.gz`));
  });

  const point = (measurement: string, hour: number, value: number): Point => ({
    measurement,
    tags: { asset: "pump-1" },
    fields: { value, note: "two\nlines" },
    timeMs: Date.UTC(2026, 0, 1, hour),
  });

  it("takes a range of time and some measurements, and is not packed where its name does not say so", async () => {
    const file = join(folder.path, "store.db");
    const store = openEmbeddedStore({ file });
    await store.write([1, 2, 3].flatMap((hour) => [point("telemetry", hour, hour), point("health", hour, hour)]));
    const target = join(folder.path, "part.lp");
    const range = { fromMs: Date.UTC(2026, 0, 1, 2), toMs: Date.UTC(2026, 0, 1, 3), measurements: ["health"] };
    const { points } = await exportStore({ ...range, documents: false, store: file, target }, silent);
    assert.equal(points, 1);
    assert.match(
      readFileSync(target, "utf8"),
      /^# twinloom export 1.*\nhealth,asset=pump-1 .*value=2.* 1767232800000\n$/s,
    );
    await store.close();
  });

  it("is not there under its name before it is whole, and never written over another file", async () => {
    const target = join(folder.path, "there.lp.gz");
    writeFileSync(target, "mine");
    const file = join(folder.path, "store.db");
    await openEmbeddedStore({ file }).close();
    await assert.rejects(exportStore({ ...ALL, store: file, target }, silent), { code: "TWIN-MOVE-001" });
    await assert.rejects(exportStore({ ...ALL, store: join(folder.path, "no.db"), target: `${target}2` }, silent), {
      code: "TWIN-STORE-001",
    });
    assert.equal(readFileSync(target, "utf8"), "mine");
    assert.ok(!existsSync(`${target}2`));
  });

  describe("read by an import", () => {
    const import_ = (text: string, precision = "ns", name = "some.lp") => {
      const file = join(folder.path, name);
      writeFileSync(file, name.endsWith(".gz") ? gzipSync(text) : text);
      return importStore(file, precision, { file: join(folder.path, "target.db") }, silent);
    };
    const newest = async () => {
      const store = openEmbeddedStore({ file: join(folder.path, "target.db") });
      const rows = await store.latest("m", {});
      await store.close();
      return rows;
    };

    it("may be of another program, with times in nanoseconds and integers", async () => {
      const { points } = await import_(
        "# CONTEXT-DATABASE: x\nm,a=b v=5i 1700000000000000000\n\nm,a=b v=7i 1700000001000000000",
      );
      assert.equal(points, 2);
      assert.deepEqual(await newest(), [{ tags: { a: "b" }, fields: { v: 7 }, timeMs: 1_700_000_001_000 }]);
      await import_("m,a=b v=9 1700000002", "s");
      assert.equal((await newest())[0]?.timeMs, 1_700_000_002_000);
    });

    it("has the bad points counted and the good ones written", async () => {
      const text = 'm v=1 1700000000000\nm v=1 5\nm v="text" 1700000001000\nm v=2 1700000002000\n';
      const done = await import_(text, "ms");
      assert.deepEqual([done.points, done.refused], [2, 2]);
      assert.match(done.reason ?? "", /^TWIN-STORE-007/);
      assert.equal((await newest())[0]?.fields["v"], 2);
    });

    it("keeps a document that is newer there", async () => {
      const document = (timeMs: number, n: number) =>
        `# twinloom document ${JSON.stringify({ collection: "c", id: "i", owner: "", timeMs, body: { n } })}\n`;
      await import_(document(2, 2));
      await import_(document(1, 1));
      const store = openEmbeddedStore({ file: join(folder.path, "target.db") });
      assert.deepEqual((await store.getDocument("c", "i"))?.body, { n: 2 });
      await store.close();
    });

    for (const [what, text, code, name] of [
      ["a line that is none", "m v=1 1700000000000\nnonsense\n", "TWIN-MOVE-003", "some.lp"],
      ["a document that is none", "# twinloom document {}\n", "TWIN-MOVE-004", "some.lp"],
      ["a document cut short", '# twinloom document {"collection":"c"', "TWIN-MOVE-004", "some.lp"],
    ] as const) {
      it(`tells of ${what} with its place`, async () => {
        await assert.rejects(import_(text, "ms", name), { code });
      });
    }

    it("tells of a packed file that was cut short, and of one that is not there", async () => {
      const file = join(folder.path, "cut.lp.gz");
      writeFileSync(file, gzipSync("m v=1 1700000000000\n".repeat(100)).subarray(0, 40));
      const target = { file: join(folder.path, "target.db") };
      await assert.rejects(importStore(file, "ms", target, silent), { code: "TWIN-MOVE-005" });
      await assert.rejects(importStore(join(folder.path, "none"), "ms", target, silent), { code: "TWIN-MOVE-005" });
    });
  });
});
