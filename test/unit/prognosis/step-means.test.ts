import assert from "node:assert/strict";
import { stepMeans } from "../../../models/prognosis/step-means.ts";

const MINUTE = 60_000;

describe("step means", () => {
  it("close a step when the next one begins, with the means over it", () => {
    const steps = stepMeans(2, 1);
    assert.equal(steps.add(0, Float64Array.of(1, 10), true), undefined);
    assert.equal(steps.add(30 * MINUTE, Float64Array.of(3, Number.NaN), true), undefined);
    const closed = steps.add(61 * MINUTE, Float64Array.of(9, 9), true);
    assert.deepEqual(closed, { timeMs: 15 * MINUTE, means: Float64Array.of(2, 10), runningHours: 1 });
  });

  it("leave out what was measured while the machine stood", () => {
    const steps = stepMeans(1, 1);
    steps.add(0, Float64Array.of(8), true);
    steps.add(20 * MINUTE, Float64Array.of(0), false);
    const closed = steps.add(60 * MINUTE, Float64Array.of(0), false);
    assert.deepEqual(closed?.means, Float64Array.of(8));
    assert.equal(closed?.runningHours, 0.5);
    assert.equal(steps.add(120 * MINUTE, Float64Array.of(0), false), undefined);
  });

  it("leave out a message of a step that is over", () => {
    const steps = stepMeans(1, 1);
    steps.add(60 * MINUTE, Float64Array.of(5), true);
    assert.equal(steps.add(59 * MINUTE, Float64Array.of(100), true), undefined);
    assert.deepEqual(steps.add(120 * MINUTE, Float64Array.of(1), true)?.means, Float64Array.of(5));
  });

  it("do not depend on how often the twin speaks", () => {
    const of = (perHour: number): number => {
      const steps = stepMeans(1, 1);
      for (let i = 0; i < perHour; i++) steps.add((i * 60 * MINUTE) / perHour, Float64Array.of(6), true);
      return steps.add(60 * MINUTE, Float64Array.of(0), true)?.means[0] ?? 0;
    };
    assert.equal(of(1), 6);
    assert.equal(of(1000), 6);
  });
});
