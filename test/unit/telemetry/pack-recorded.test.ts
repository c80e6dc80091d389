import assert from "node:assert/strict";
import fc from "fast-check";
import { packRecorded } from "../../../models/telemetry/pack-recorded.ts";
import { seriesView } from "../../../models/telemetry/series-view.ts";

const column = (pairs: readonly (readonly [number, number])[]) => ({
  timesMs: Float64Array.from(pairs, ([time]) => time),
  values: Float64Array.from(pairs, ([, value]) => value),
});

describe("readings that come back from a store", () => {
  it("have the quality of their own time, good where none was kept, and name the newest good one", () => {
    const times = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 40 });
    const qualities = fc.dictionary(fc.integer({ min: 0, max: 60 }).map(String), fc.constantFrom(0, 1, 2));
    fc.assert(
      fc.property(times, qualities, (all, kept) => {
        const readings = all.toSorted((a, b) => a - b).map((time) => [time, time * 10] as const);
        const marks = Object.entries(kept).map(([time, quality]) => [Number(time), quality] as const);
        const sorted = column(marks.toSorted(([a], [b]) => a - b));
        const { series, newestGood } = packRecorded("bar", column(readings), sorted);
        const expected = readings.map(([time]) => kept[String(time)] ?? 0);
        const view = seriesView(series);
        assert.deepEqual(
          [...view.timesMs],
          readings.map(([time]) => time),
        );
        assert.deepEqual(
          [...view.values],
          readings.map(([, value]) => value),
        );
        assert.deepEqual(series.q ? [...series.q] : undefined, expected.some((one) => one > 0) ? expected : undefined);
        assert.equal(newestGood, readings.findLast((_, i) => expected[i] === 0)?.[1]);
      }),
    );
  });
});
