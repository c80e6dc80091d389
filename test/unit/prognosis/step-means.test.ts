import assert from "node:assert/strict";
import { stepMeans } from "../../../models/prognosis/step-means.ts";

const MINUTE = 60_000;

describe("step means", () => {
  it("close a step with the first message an hour after the last, and that message is in it", () => {
    const steps = stepMeans(2, 1);
    assert.equal(steps.add(0, [1, 10], true), undefined);
    assert.equal(steps.add(30 * MINUTE, [3, Number.NaN], true), undefined);
    const closed = steps.add(60 * MINUTE, [8, 30], true);
    assert.deepEqual(closed, { timeMs: 60 * MINUTE, means: Float64Array.of(4, 20), runningHours: 1 });
    assert.equal(steps.add(119 * MINUTE, [5, 5], true), undefined);
    assert.deepEqual(steps.add(120 * MINUTE, [7, 7], true)?.means, Float64Array.of(6, 6));
  });

  it("pass hourly messages on without delay", () => {
    const steps = stepMeans(1, 1);
    steps.add(0, [1], true);
    assert.equal(steps.add(60 * MINUTE, [2], true)?.means[0], 1.5);
    assert.equal(steps.add(120 * MINUTE, [9], true)?.means[0], 9);
  });

  it("leave out what was measured while the machine stood", () => {
    const steps = stepMeans(1, 1);
    steps.add(0, [8], true);
    const closed = steps.add(60 * MINUTE, [0], false);
    assert.deepEqual(closed?.means, Float64Array.of(8));
    assert.equal(closed?.runningHours, 0.5);
    const stood = steps.add(120 * MINUTE, [0], false);
    assert.equal(stood?.runningHours, 0);
    assert.ok(Number.isNaN(stood?.means[0]));
  });

  it("leave out a message that is older than the one before", () => {
    const steps = stepMeans(1, 1);
    steps.add(30 * MINUTE, [5], true);
    assert.equal(steps.add(20 * MINUTE, [100], true), undefined);
    assert.equal(steps.add(90 * MINUTE, [7], true)?.means[0], 6);
  });

  it("go on after a restart with the step that was open", () => {
    const before = stepMeans(1, 1);
    before.add(0, [1], true);
    before.add(60 * MINUTE, [1], true);
    const restarted = stepMeans(1, 1, before.openedMs());
    assert.equal(restarted.add(120 * MINUTE, [3], true)?.means[0], 3);
  });

  it("say NaN of a quantity that never came", () => {
    const steps = stepMeans(1, 1);
    steps.add(0, [Number.NaN], true);
    assert.ok(Number.isNaN(steps.add(60 * MINUTE, [Number.NaN], true)?.means[0]));
  });
});
