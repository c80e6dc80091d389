import assert from "node:assert/strict";
import fc from "fast-check";
import { thinOut } from "../../../models/preview/thin-out.ts";

describe("thinning out a line", () => {
  it("keeps a short one as it is, without what is no number", () => {
    assert.deepEqual(thinOut([1, 2, 3], [5, Number.NaN, 7], 10), { timesMs: [1, 3], values: [5, 7] });
  });

  it("keeps a spike of one sample in a day of them", () => {
    const times = Array.from({ length: 86_400 }, (_, i) => i * 1000);
    const values = times.map((_, i) => (i === 50_000 ? 99 : 1));
    const line = thinOut(times, values, 200);
    assert.ok(line.timesMs.length <= 202);
    assert.equal(line.values.filter((value) => value === 99).length, 1);
    assert.equal(line.timesMs[line.values.indexOf(99)], 50_000_000);
  });

  it("keeps the range and the order of time, and has about as many points as asked for", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(50), fc.double({ noNaN: true, min: -1e6, max: 1e6 })), { minLength: 1 }),
        (steps) => {
          let time = 0;
          const times = steps.map(([step]) => (time += step));
          const values = steps.map(([, value]) => value);
          const line = thinOut(times, values, 20);
          assert.ok(line.timesMs.length <= 22);
          assert.equal(Math.max(...line.values), Math.max(...values));
          assert.equal(Math.min(...line.values), Math.min(...values));
          assert.deepEqual(
            [...line.timesMs].sort((a, b) => a - b),
            line.timesMs,
          );
        },
      ),
    );
  });
});
