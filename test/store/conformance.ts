import assert from "node:assert/strict";
import type { TwinError } from "../../models/errors/twin-error.ts";
import type { Point, TwinStore } from "../../nodes/kit/store.ts";

export const HOUR_MS = 3_600_000;
export const START_MS = Date.UTC(2026, 2, 1);

export interface StoreUnderTest {
  readonly store: TwinStore;
  /** Resolves when everything that was written can be read. */
  settled(): Promise<void>;
}

const code = (wanted: string) => (error: TwinError) => {
  assert.equal(error.code, wanted, error.message);
  return true;
};

/** A point of the asset `pump-1` unless the tags say otherwise. */
const point = (hours: number, fields: Point["fields"], tags: Point["tags"] = { asset: "pump-1" }): Point => ({
  measurement: "conformance",
  tags,
  fields,
  timeMs: START_MS + hours * HOUR_MS,
});

/** What every driver of the twin store must do; run inside a `describe`. */
export const conformance = (open: () => StoreUnderTest): void => {
  const readBack = (field: string, tags: Point["tags"], more = {}) =>
    open().store.range({
      measurement: "conformance",
      tags,
      field,
      fromMs: START_MS,
      toMs: START_MS + 100 * HOUR_MS,
      ...more,
    });

  const writeAll = async (points: readonly Point[]): Promise<void> => {
    await open().store.write(points);
    await open().settled();
  };

  it("gives back what was written, in the order of time", async () => {
    const tags = { asset: "order" };
    await writeAll([point(3, { value: 3.5 }, tags), point(1, { value: 1 }, tags), point(2, { value: -2e-9 }, tags)]);
    const { timesMs, values } = await readBack("value", tags);
    assert.deepEqual(
      [...timesMs],
      [1, 2, 3].map((hour) => START_MS + hour * HOUR_MS),
    );
    assert.deepEqual([...values], [1, -2e-9, 3.5]);
  });

  it("overwrites a point of the same series and time, and keeps its other fields", async () => {
    const tags = { asset: "twice" };
    await writeAll([point(1, { value: 1, other: 7 }, tags)]);
    await writeAll([point(1, { value: 2 }, tags), point(1, { value: 2 }, tags)]);
    assert.deepEqual([...(await readBack("value", tags)).values], [2]);
    assert.deepEqual([...(await readBack("other", tags)).values], [7]);
  });

  it("takes the start of a range in and leaves its end out", async () => {
    const tags = { asset: "bounds" };
    await writeAll([0, 1, 2].map((hour) => point(hour, { value: hour }, tags)));
    const { values } = await readBack("value", tags, { toMs: START_MS + 2 * HOUR_MS });
    assert.deepEqual([...values], [0, 1]);
  });

  for (const [aggregate, wanted] of [
    ["mean", [1.5, 5]],
    ["min", [1, 4]],
    ["max", [2, 6]],
    ["last", [2, 6]],
    ["count", [2, 3]],
  ] as const) {
    it(`gives the ${aggregate} of each bucket that has data, at the start of the bucket`, async () => {
      const tags = { asset: "buckets" };
      await writeAll([1, 2, 12, 13, 14].map((hour, i) => point(hour, { value: [1, 2, 4, 5, 6][i] ?? 0 }, tags)));
      const { timesMs, values } = await readBack("value", tags, {
        everyMs: 6 * HOUR_MS,
        aggregate,
        fromMs: START_MS + 1,
      });
      assert.deepEqual([...values], wanted);
      assert.deepEqual([...timesMs], [START_MS, START_MS + 12 * HOUR_MS]);
    });
  }

  it("limits a range to its first points", async () => {
    const tags = { asset: "limited" };
    await writeAll([1, 2, 3, 4].map((hour) => point(hour, { value: hour }, tags)));
    assert.deepEqual([...(await readBack("value", tags, { limit: 2 })).values], [1, 2]);
    assert.deepEqual([...(await readBack("value", tags, { limit: 1, everyMs: 2 * HOUR_MS })).values], [1]);
  });

  it("finds series by some of their tags, merged in the order of time", async () => {
    const one = { asset: "merged", component: "impeller" };
    const two = { asset: "merged", component: "bearing" };
    await writeAll([point(1, { value: 1 }, one), point(2, { value: 2 }, two), point(3, { value: 3 }, one)]);
    assert.deepEqual([...(await readBack("value", { asset: "merged" })).values], [1, 2, 3]);
    assert.deepEqual([...(await readBack("value", two)).values], [2]);
    const { values } = await readBack("value", { asset: "merged" }, { everyMs: 10 * HOUR_MS, aggregate: "last" });
    assert.deepEqual([...values], [3]);
  });

  for (const [kind, name] of [
    ["spaces and commas", "press 4, hall = b"],
    ["quotes", `it's a "press" or '1'='1`],
    ["unicode", "Wälzlager 軸受 🛠"],
    ["dots, slashes and dollars", "ns=1;s=a.b/c $1 #2"],
  ] as const) {
    it(`keeps tags, fields and measurements with ${kind}`, async () => {
      // InfluxDB 3 knows no field of the name of a tag
      const field = `${name} 2`;
      const odd: Point = {
        measurement: name,
        tags: { asset: name, [name]: "x" },
        fields: { [field]: 5 },
        timeMs: START_MS,
      };
      await writeAll([odd]);
      const range = { fromMs: START_MS, toMs: START_MS + 1, field, measurement: name };
      assert.deepEqual([...(await open().store.range({ ...range, tags: { asset: name } })).values], [5]);
      assert.deepEqual([...(await open().store.range({ ...range, tags: { asset: "other" } })).values], []);
      assert.deepEqual(await open().store.latest(name, { asset: name }), [
        { tags: odd.tags, fields: odd.fields, timeMs: START_MS },
      ]);
    });
  }

  it("gives the newest of each field of each series, with numbers, words and truths as they were", async () => {
    const words = { note: `C:\\data "x", it's \\' 100 %`, running: true, stopped: false };
    await writeAll([
      point(1, { ...words, level: 1 }, { asset: "newest", component: "a" }),
      point(2, { level: 2 }, { asset: "newest", component: "a" }),
      point(1, { level: 9 }, { asset: "newest", component: "b" }),
    ]);
    const rows = await open().store.latest("conformance", { asset: "newest" });
    const byComponent = [...rows].sort((x, y) => ((x.tags["component"] ?? "") < (y.tags["component"] ?? "") ? -1 : 1));
    assert.deepEqual(byComponent, [
      { tags: { asset: "newest", component: "a" }, fields: { ...words, level: 2 }, timeMs: START_MS + 2 * HOUR_MS },
      { tags: { asset: "newest", component: "b" }, fields: { level: 9 }, timeMs: START_MS + HOUR_MS },
    ]);
  });

  describe("of the integers of telemetry", () => {
    const sample = (asset: string, hours: number, value: number, integers: readonly string[] = ["value"]): Point => ({
      ...point(hours, { value, quality: 0 }, { asset, channel: "parts" }),
      ...{ measurement: "telemetry", ...(integers.length > 0 ? { integers } : {}) },
    });
    const readParts = (asset: string, more = {}) => readBack("value", { asset }, { measurement: "telemetry", ...more });

    it("gives them back as they were, to the last digit", async () => {
      const values = [0, -1, 2 ** 53 - 1, -(2 ** 53) + 1, 42];
      await writeAll(values.map((value, i) => sample("whole", i, value)));
      assert.deepEqual([...(await readParts("whole")).values], values);
      const [row] = await open().store.latest("telemetry", { asset: "whole" });
      assert.deepEqual(row?.fields, { value: 42, quality: 0 });
      assert.deepEqual([...(await readParts("whole", { limit: 2 })).values], [0, -1]);
    });

    // a real server may still have what an earlier run wrote
    const became = `became ${Date.now()}`;

    it("reads a channel that has become one beside one that has not, as if it had always been the same", async () => {
      const [before, after] = [sample(became, 1, 1.5, []), sample(became, 2, 2.5, [])];
      await writeAll([before, after]);
      await writeAll([sample(became, 3, 6), sample(became, 13, 8)]);
      await writeAll([sample("stayed", 3, 0.5, [])]);
      assert.deepEqual([...(await readParts(became)).values], [1.5, 2.5, 6, 8]);
      assert.deepEqual([...(await readParts("stayed")).values], [0.5]);
      for (const [aggregate, wanted] of [
        ["mean", [10 / 3, 8]],
        ["min", [1.5, 8]],
        ["max", [6, 8]],
        ["last", [6, 8]],
        ["count", [3, 1]],
      ] as const) {
        const { values } = await readParts(became, { everyMs: 12 * HOUR_MS, aggregate });
        assert.deepEqual(
          [...values].map((value) => value.toFixed(9)),
          wanted.map((value) => value.toFixed(9)),
          aggregate,
        );
      }
      const newest = async () => (await open().store.latest("telemetry", { asset: became }))[0]?.fields["value"];
      assert.equal(await newest(), 8);
      await writeAll([sample(became, 14, 8.5, [])]);
      assert.equal(await newest(), 8.5);
    });

    it("refuses one that is none, or too large to be exact, with a code", async () => {
      for (const value of [1.5, 2 ** 53]) {
        await assert.rejects(open().store.write([sample("none", 1, value)]), code("TWIN-STORE-006"));
      }
    });
  });

  it("gives an empty range and no rows where nothing was written", async () => {
    assert.equal((await readBack("value", { asset: "nobody" })).values.length, 0);
    assert.equal((await readBack("value", { asset: "nobody" }, { everyMs: HOUR_MS })).timesMs.length, 0);
    assert.deepEqual(await open().store.latest("nothing at all", {}), []);
  });

  it("takes 10,000 points in one write", async () => {
    const tags = { asset: "big" };
    await writeAll(Array.from({ length: 10_000 }, (_, i) => point(i / 1000, { value: i }, tags)));
    const { values, timesMs } = await readBack("value", tags);
    assert.equal(values.length, 10_000);
    assert.ok(values.every((value, i) => value === i && timesMs[i] === START_MS + i * 3600));
  });

  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
    it(`refuses ${value} with a code, and keeps nothing of that write`, async () => {
      const tags = { asset: `not finite ${value}` };
      await assert.rejects(
        open().store.write([point(1, { value: 1 }, tags), point(2, { value }, tags)]),
        code("TWIN-STORE-008"),
      );
      await open().settled();
      assert.equal((await readBack("value", tags)).values.length, 0);
    });
  }

  for (const [what, timeMs] of [
    ["negative", -5],
    ["of 1970", 12_345_678],
    ["not a number", Number.NaN],
    ["after 2261", 1e13],
  ] as const) {
    it(`refuses a time that is ${what} with a code`, async () => {
      await assert.rejects(open().store.write([{ ...point(1, { value: 1 }), timeMs }]), code("TWIN-STORE-007"));
    });
  }

  it("refuses names that a driver could not keep, with a code", async () => {
    for (const odd of [
      { measurement: "" },
      { measurement: "a\nb" },
      { tags: { asset: "" } },
      { tags: { asset: "a\\" } },
      { fields: { time: 1 } },
    ]) {
      await assert.rejects(open().store.write([{ ...point(1, { value: 1 }), ...odd }]), code("TWIN-STORE-006"));
    }
  });

  it("keeps documents whole, replaces them by id, lists the newest first and deletes them", async () => {
    const { store } = open();
    const put = (id: string, hours: number, owner: string, body: unknown) =>
      store.putDocument({ collection: "orders", id, timeMs: START_MS + hours * HOUR_MS, owner, body });
    await Promise.all([put("a", 1, "pump-1", { n: 1 }), put("b", 2, "fan-1", [1, "é"]), put("c", 3, "pump-1", "text")]);
    await put("a", 4, "pump-1", { n: 2 });
    const ids = async (more = {}) => (await store.listDocuments({ collection: "orders", ...more })).map(({ id }) => id);
    assert.deepEqual((await store.getDocument("orders", "a"))?.body, { n: 2 });
    assert.deepEqual(await ids(), ["a", "c", "b"]);
    assert.deepEqual(await ids({ owner: "pump-1" }), ["a", "c"]);
    assert.deepEqual(await ids({ fromMs: START_MS + 2 * HOUR_MS, toMs: START_MS + 4 * HOUR_MS }), ["c", "b"]);
    assert.deepEqual(await ids({ limit: 1 }), ["a"]);
    const heads = await store.listDocuments({ collection: "orders", owner: "pump-1", limit: 1, heads: true });
    assert.deepEqual(heads, [
      { collection: "orders", id: "a", timeMs: START_MS + 4 * HOUR_MS, owner: "pump-1", body: null },
    ]);
    await store.deleteDocument("orders", "a");
    assert.equal(await store.getDocument("orders", "a"), undefined);
    await assert.rejects(put("bad", 1, "", undefined), code("TWIN-STORE-011"));
  });
};
