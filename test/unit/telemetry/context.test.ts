import assert from "node:assert/strict";
import fc from "fast-check";
import { contextIntervals, intervalsOfAll } from "../../../models/telemetry/context.ts";

const change = fc.record({
  value: fc.constantFrom("", "A", "B"),
  fromMs: fc.integer({ min: 0, max: 100 }),
});
const changes = fc.uniqueArray(change, { selector: ({ fromMs }) => fromMs, maxLength: 20 });

describe("intervals of a context", () => {
  it("begin with their change, end with the next, and are cut to the time that is asked for", () => {
    const made = contextIntervals(
      [
        { value: "B-2", fromMs: 50 },
        { value: "B-1", fromMs: 10 },
        { value: "", fromMs: 80 },
      ],
      20,
      100,
    );
    assert.deepEqual(made, [
      { value: "B-1", fromMs: 20, toMs: 50 },
      { value: "B-2", fromMs: 50, toMs: 80 },
    ]);
  });

  it("hold at every moment what the newest change before it says, whatever the order in which changes came", () => {
    fc.assert(
      fc.property(changes, fc.integer({ min: 0, max: 99 }), (list, moment) => {
        const newest = list.filter(({ fromMs }) => fromMs <= moment).toSorted((a, b) => b.fromMs - a.fromMs)[0];
        const found = contextIntervals(list, 0, 100).find(({ fromMs, toMs }) => fromMs <= moment && moment < toMs);
        assert.equal(found?.value ?? "", newest?.value ?? "");
      }),
    );
  });

  it("of several contexts are the moments that lie in one of each", () => {
    const lists = fc.array(changes, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(lists, fc.integer({ min: 0, max: 99 }), (all, moment) => {
        const held = all.map((one) => contextIntervals(one, 0, 100).filter(({ value }) => value === "A"));
        const within = (list: readonly { fromMs: number; toMs: number }[]): boolean =>
          list.some(({ fromMs, toMs }) => fromMs <= moment && moment < toMs);
        assert.equal(within(intervalsOfAll(held, 0, 100)), held.every(within));
      }),
    );
    assert.deepEqual(intervalsOfAll([], 5, 9), [{ fromMs: 5, toMs: 9 }]);
  });
});
