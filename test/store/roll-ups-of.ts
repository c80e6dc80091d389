import assert from "node:assert/strict";
import fc from "fast-check";
import { type Aggregate, type Point, ROLL_UP_MS, type TwinStore } from "../../nodes/kit/store.ts";
import type { Remote } from "../../nodes/store/outbox/remote.ts";
import { ROLL_UP_MEASUREMENT } from "../../nodes/store/remote-roll-ups/roll-up.ts";
import { eventually } from "../support/eventually.ts";
import { settled } from "../support/settled.ts";

const START_MS = Date.UTC(2026, 2, 1);
const MINUTE_MS = 60_000;
const DAY = { fromMs: START_MS, toMs: START_MS + 24 * 3_600_000 };
const AGGREGATES: readonly Aggregate[] = ["mean", "min", "max", "last", "count"];

export interface RolledStore {
  readonly store: TwinStore;
  /** The server behind it, to ask it without roll-ups. */
  readonly remote: Remote;
}

/** A real server may still have what an earlier run wrote. */
const RUN = Date.now();

export const tagsOf = (asset: string): Record<string, string> => ({
  asset: `${asset} ${RUN}`,
  channel: "outlet pressure",
});
export const sample = (asset: string, minute: number, value: number): Point => ({
  ...{ measurement: "telemetry", tags: tagsOf(asset), fields: { value, quality: 0 } },
  timeMs: START_MS + minute * MINUTE_MS,
});

/** Starts and counts of the roll-ups that the server has of an asset. */
export const rollUpsOf = async ({ remote }: Pick<RolledStore, "remote">, asset: string): Promise<number[][]> => {
  const query = { measurement: ROLL_UP_MEASUREMENT, tags: tagsOf(asset), field: "count", ...DAY };
  const { timesMs, values } = await remote.range({ ...query, everyMs: 0, aggregate: "mean", limit: -1 });
  return [...timesMs].map((timeMs, i) => [(timeMs - START_MS) / MINUTE_MS, values[i] ?? 0]);
};

/** What the buckets must be, from all samples that the server has. */
const reckoned = async (remote: Remote, asset: string, fromMs: number, toMs: number, everyMs: number) => {
  const query = { measurement: "telemetry", tags: tagsOf(asset), field: "value", fromMs, toMs };
  const all = await remote.range({ ...query, everyMs: 0, aggregate: "mean", limit: -1 });
  const buckets = new Map<number, number[]>();
  all.timesMs.forEach((timeMs, i) => {
    const start = Math.floor(timeMs / everyMs) * everyMs;
    buckets.set(start, [...(buckets.get(start) ?? []), all.values[i] ?? Number.NaN]);
  });
  return buckets;
};
const OF: Readonly<Record<Aggregate, (values: readonly number[]) => number>> = {
  mean: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  min: (values) => Math.min(...values),
  max: (values) => Math.max(...values),
  last: (values) => values.at(-1) ?? Number.NaN,
  count: (values) => values.length,
};

/** What roll-ups on every kind of server must do; run inside a `describe`. The store makes them every few milliseconds. */
export const rollUpTests = (open: () => RolledStore): void => {
  it("are made of each ten minutes once these are over, and not before", async () => {
    const { store } = open();
    const minutes = Array.from({ length: 45 }, (_, i) => i);
    await store.write(minutes.map((minute) => sample("over", minute, minute)));
    const found = await eventually("the roll-ups", async () => {
      const rows = await rollUpsOf(open(), "over");
      return rows.length === 3 && rows;
    });
    assert.deepEqual(
      found,
      [0, 10, 20].map((minute) => [minute, 10]),
    );
  });

  it("are made of a channel of integers, too, and of one that has become one", async () => {
    const { store } = open();
    const half = Array.from({ length: 25 }, (_, minute) => sample("whole", minute, 0.5));
    const whole = Array.from({ length: 25 }, (_, i) => ({ ...sample("whole", 25 + i, 4), integers: ["value"] }));
    await store.write([...half, ...whole]);
    await eventually("the roll-ups", async () => (await rollUpsOf(open(), "whole")).length === 3);
    const query = { measurement: "telemetry", tags: tagsOf("whole"), field: "value", ...DAY, everyMs: 3 * ROLL_UP_MS };
    assert.deepEqual([...(await store.range(query)).values], [(25 * 0.5 + 5 * 4) / 30, 4]);
    assert.deepEqual([...(await store.range({ ...query, aggregate: "count" })).values], [30, 20]);
  });

  it("are corrected by what comes late, and by what is written again", async () => {
    const { store } = open();
    await store.write([0, 1, 2, 11, 45].map((minute) => sample("late", minute, 1)));
    await eventually("the roll-ups", async () => (await rollUpsOf(open(), "late")).length === 2);
    await store.write([sample("late", 3, 9), sample("late", 2, 5)]);
    await eventually("the correction", async () => (await rollUpsOf(open(), "late"))[0]?.[1] === 4);
    const query = { measurement: "telemetry", tags: tagsOf("late"), field: "value", ...DAY, everyMs: ROLL_UP_MS };
    assert.deepEqual([...(await store.range({ ...query, aggregate: "max" })).values], [9, 1, 1]);
    assert.deepEqual([...(await store.range(query)).values], [4, 1, 1]);
  });

  it("give what the samples give, whatever was written late, again or out of order, and however far they are", async () => {
    const { store, remote } = open();
    const minutes = fc.array(fc.tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: -50, max: 50 })), {
      minLength: 1,
      maxLength: 30,
    });
    const range = fc.record({ from: fc.integer({ min: 0, max: 200 }), length: fc.integer({ min: 1, max: 220 }) });
    let run = 0;
    const property = fc.asyncProperty(fc.array(minutes, { minLength: 1, maxLength: 4 }), range, async (writes, at) => {
      const asset = `any ${run++}`;
      for (const write of writes) {
        await store.write(write.map(([minute, value]) => sample(asset, minute + 0.5, value)));
        await settled(store);
      }
      const [fromMs, toMs] = [START_MS + at.from * MINUTE_MS, START_MS + (at.from + at.length) * MINUTE_MS];
      for (const everyMs of [ROLL_UP_MS, 3 * ROLL_UP_MS]) {
        const wanted = await reckoned(remote, asset, fromMs, toMs, everyMs);
        const query = { measurement: "telemetry", tags: tagsOf(asset), field: "value", fromMs, toMs, everyMs };
        for (const aggregate of AGGREGATES) {
          const { timesMs, values } = await store.range({ ...query, aggregate });
          assert.deepEqual([...timesMs], [...wanted.keys()], aggregate);
          [...wanted.values()].forEach((samples, i) => {
            const off = Math.abs(OF[aggregate](samples) - (values[i] ?? Number.NaN));
            assert.ok(off < 1e-9, `${aggregate} is off by ${off}`);
          });
        }
      }
    });
    await fc.assert(property, { numRuns: 12 });
  });
};
