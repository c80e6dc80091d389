import assert from "node:assert/strict";
import fc from "fast-check";
import {
  addStep,
  emptyHistory,
  historyFeatureNames,
  historyFeatureUnits,
  historyVector,
  observedHours,
} from "../../../models/prognosis/history-features.ts";
import { BASELINE_STEPS, SLOPE_HOURS } from "../../../models/prognosis/trend.ts";

const HOUR = 3_600_000;

const historyOf = (values: readonly number[], everyHours = 1) => {
  const history = emptyHistory(1, 0);
  values.forEach((value, i) => {
    addStep(history, i * everyHours * HOUR, [value], everyHours);
  });
  const [current = 0, change = 0, slope = 0, smoothed = 0, hours = 0] = historyVector(history);
  return { current, change, slope, smoothed, hours, history };
};

describe("history features", () => {
  it("are named and have units in the order of the vector", () => {
    assert.deepEqual(historyFeatureNames(["speed.mean"]), [
      "speed.mean/current",
      "speed.mean/change",
      "speed.mean/slopePerDay",
      "speed.mean/smoothed",
      "operatingHours",
    ]);
    assert.deepEqual(historyFeatureUnits(["1/min"]), ["1/min", "1/min", "1/min/d", "1/min", "h"]);
  });

  it("see no change and no slope in a constant", () => {
    const { current, change, slope, smoothed, hours } = historyOf(new Array<number>(500).fill(7));
    assert.equal(current, 7);
    assert.ok(Math.abs(smoothed - 7) < 1e-12 && Math.abs(change) < 1e-12 && Math.abs(slope) < 1e-9);
    assert.equal(hours, 500);
  });

  it("find the slope of a straight line, per day, however often it is sampled", () => {
    for (const everyHours of [0.25, 1, 6]) {
      const line = Array.from({ length: 400 }, (_, i) => 3 + 0.5 * i * everyHours);
      assert.ok(Math.abs(historyOf(line, everyHours).slope - 12) < 1e-6);
    }
  });

  it("forget a slope of long ago", () => {
    const values = [...Array.from({ length: 200 }, (_, i) => i), ...new Array<number>(10 * SLOPE_HOURS).fill(199)];
    assert.ok(Math.abs(historyOf(values).slope) < 0.05);
  });

  it("measure the change from the mean of the first steps", () => {
    const values = [...new Array<number>(BASELINE_STEPS).fill(2), ...new Array<number>(300).fill(5)];
    assert.ok(Math.abs(historyOf(values).change - 3) < 1e-4);
  });

  it("know hours by the clock of the data and hours that the machine ran", () => {
    const history = emptyHistory(1, 0);
    addStep(history, 0, [1], 1);
    addStep(history, 10 * HOUR, [1], 0.5);
    assert.equal(observedHours(history), 10);
    assert.equal(history.operatingHours, 1.5);
  });

  it("keep the last value of a feature that is missing, and say NaN of one never seen", () => {
    const history = emptyHistory(2, 0);
    addStep(history, 0, [1, Number.NaN], 1);
    addStep(history, HOUR, [Number.NaN, Number.NaN], 1);
    const vector = historyVector(history);
    assert.equal(vector[0], 1);
    assert.ok(Number.isNaN(vector[4]) && Number.isNaN(vector[5]) && Number.isNaN(vector[6]));
  });

  it("do not move when a feature arrives late, as if it had always been there", () => {
    const history = emptyHistory(1, 0);
    for (let i = 0; i < 60; i++) addStep(history, i * HOUR, [Number.NaN], 1);
    for (let i = 60; i < 90; i++) addStep(history, i * HOUR, [4], 1);
    const [current, change, slope = 1] = historyVector(history);
    assert.equal(current, 4);
    assert.equal(change, 0);
    assert.ok(Math.abs(slope) < 1e-9);
  });

  it("go on unchanged after they were kept as JSON", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 3, maxLength: 40 }),
        (values) => {
          const half = Math.floor(values.length / 2);
          const whole = historyOf(values).history;
          const kept = JSON.parse(JSON.stringify(historyOf(values.slice(0, half)).history));
          values.slice(half).forEach((value, i) => {
            addStep(kept, (half + i) * HOUR, [value], 1);
          });
          assert.deepEqual(historyVector(kept), historyVector(whole));
        },
      ),
    );
  });
});
