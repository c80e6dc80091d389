import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { type Aggregate, type Point, ROLL_UP_MS, type TwinStore } from "../../nodes/kit/store.ts";
import { openEmbeddedStore } from "../../nodes/store/embedded/open-embedded-store.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const START_MS = Date.UTC(2026, 2, 1);
const AGGREGATES: readonly Aggregate[] = ["mean", "min", "max", "last", "count"];

const point = (asset: string, minute: number, value: number): Point => ({
  measurement: "telemetry",
  tags: { asset },
  fields: { value },
  timeMs: START_MS + minute * 60_000,
});

/** What the buckets must be, from the samples that a plain range gives. */
const reckoned = async (store: TwinStore, fromMs: number, toMs: number, everyMs: number, aggregate: Aggregate) => {
  const all = await store.range({ measurement: "telemetry", tags: { asset: "a" }, field: "value", fromMs, toMs });
  const buckets = new Map<number, number[]>();
  all.timesMs.forEach((timeMs, i) => {
    const start = Math.floor(timeMs / everyMs) * everyMs;
    buckets.set(start, [...(buckets.get(start) ?? []), all.values[i] ?? Number.NaN]);
  });
  const of: Record<Aggregate, (values: number[]) => number> = {
    mean: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
    min: (values) => Math.min(...values),
    max: (values) => Math.max(...values),
    last: (values) => values.at(-1) ?? Number.NaN,
    count: (values) => values.length,
  };
  return [...buckets].map(([start, values]) => [start, of[aggregate](values)] as const);
};

describe("roll-ups of the embedded store", () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let file: string;
  beforeEach(() => {
    folder = temporaryFolder();
    file = join(folder.path, "store.db");
  });
  afterEach(() => folder.remove());

  const rowsOf = (table: string): number => {
    const db = new DatabaseSync(file, { readOnly: true });
    const rows = Number(db.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.["n"]);
    db.close();
    return rows;
  };

  it("are what the samples say, whatever was written late, again, out of order or by another process", async () => {
    const minutes = fc.array(fc.tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: -50, max: 50 })), {
      maxLength: 40,
    });
    const ranges = fc.record({ from: fc.integer({ min: 0, max: 200 }), to: fc.integer({ min: 0, max: 220 }) });
    let run = 0;
    const property = fc.asyncProperty(fc.array(minutes, { minLength: 1, maxLength: 8 }), ranges, async (writes, at) => {
      const path = join(folder.path, `run-${run++}.db`);
      const stores = [openEmbeddedStore({ file: path }), openEmbeddedStore({ file: path })] as const;
      const [store] = stores;
      for (const [i, write] of writes.entries()) {
        const writer = stores[i % 2] ?? store;
        await writer.write(write.map(([minute, value]) => point("a", minute + 0.5, value)));
      }
      await stores[1].write([point("a", -1, 0)]);
      await store.write([point("a", -2, 0)]);
      for (const aggregate of AGGREGATES) {
        const query = { measurement: "telemetry", tags: { asset: "a" }, field: "value", aggregate };
        const [fromMs, toMs] = [START_MS + at.from * 60_000, START_MS + at.to * 60_000];
        for (const everyMs of [ROLL_UP_MS, 3 * ROLL_UP_MS]) {
          const { timesMs, values } = await store.range({ ...query, fromMs, toMs, everyMs });
          const wanted = await reckoned(store, fromMs, toMs, everyMs, aggregate);
          assert.deepEqual(
            wanted.map(([start]) => start),
            [...timesMs],
          );
          for (const [i, [, value]] of wanted.entries()) {
            assert.ok(Math.abs(value - (values[i] ?? Number.NaN)) < 1e-9, aggregate);
          }
        }
      }
      for (const one of stores) await one.close();
    });
    await fc.assert(property, { numRuns: 25 });
  });

  it("answer a query without the samples that they were made of", async () => {
    const store = openEmbeddedStore({ file });
    for (let hour = 0; hour < 20; hour++) {
      await store.write(Array.from({ length: 60 }, (_, minute) => point("a", hour * 60 + minute, hour)));
    }
    const { timesMs: all } = await store.range({ ...QUERY, everyMs: 6 * ROLL_UP_MS });
    assert.equal(all.length, 20);
    assert.ok(rowsOf("rollups") > 110);
    const db = new DatabaseSync(file);
    db.exec(`DELETE FROM samples WHERE time_ms < ${START_MS + 18 * 3_600_000}`);
    db.close();
    const { values } = await store.range({ ...QUERY, everyMs: 6 * ROLL_UP_MS });
    assert.deepEqual(
      [...values],
      Array.from({ length: 20 }, (_, hour) => hour),
    );
    await store.close();
  });

  it("go with the samples when these are older than the retention", async () => {
    const store = openEmbeddedStore({ file, retentionDays: 1 });
    for (let hour = 0; hour < 240; hour++) {
      await store.write(Array.from({ length: 60 }, (_, minute) => point("a", hour * 60 + minute, hour)));
    }
    assert.ok(rowsOf("rollups") < 24 * 6 * 3, `${rowsOf("rollups")} roll-ups of one day are left`);
    await store.close();
  });

  it("are made for a file from before there were any, a slice with each write", async () => {
    const store = openEmbeddedStore({ file });
    await store.write([point("a", 0, 1)]);
    const db = new DatabaseSync(file);
    db.exec(`DELETE FROM rolled; INSERT INTO samples SELECT 1, ${START_MS} + value * 1000, 2 FROM (
      WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 20000) SELECT value FROM n)`);
    db.close();
    for (let i = 0; i < 10; i++) await store.write([point("a", 400 + i, 3)]);
    assert.ok(rowsOf("rollups") >= 33, `${rowsOf("rollups")}`);
    const { values } = await store.range({ ...QUERY, aggregate: "count", everyMs: 100 * ROLL_UP_MS });
    assert.equal(
      [...values].reduce((sum, value) => sum + value, 0),
      20_011,
    );
    await store.close();
  });
});

const QUERY = { measurement: "telemetry", tags: { asset: "a" }, field: "value", fromMs: 0, toMs: Date.UTC(2100) };
