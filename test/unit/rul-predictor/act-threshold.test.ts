import assert from "node:assert/strict";
import fc from "fast-check";
import { actThreshold } from "../../../nodes/rul-predictor/act-threshold.ts";
import { lastOf, predictor } from "./predictor.ts";
import { lifeOf } from "./states-of-machine.ts";

const cost = fc.double({ min: 1e-3, max: 1e9, noNaN: true });

describe("the probability from which on to act", () => {
  it("is where acting and not acting cost the same on average", () => {
    fc.assert(
      fc.property(cost, cost, (miss, falseAlarm) => {
        const p = actThreshold(miss, falseAlarm) ?? Number.NaN;
        assert.ok(p > 0 && p < 1);
        assert.ok(Math.abs(p * miss - (1 - p) * falseAlarm) <= 1e-9 * Math.max(miss, falseAlarm));
      }),
    );
    assert.equal(actThreshold(9, 1), 0.1);
  });

  it("is lower where a miss is dearer, and higher where a false alarm is", () => {
    fc.assert(
      fc.property(cost, cost, (miss, falseAlarm) => {
        const p = actThreshold(miss, falseAlarm) ?? Number.NaN;
        assert.ok((actThreshold(2 * miss, falseAlarm) ?? 1) < p);
        assert.ok((actThreshold(miss, 2 * falseAlarm) ?? 0) > p);
      }),
    );
  });

  it("is not known without both costs", () => {
    assert.deepEqual(
      [actThreshold(0, 5), actThreshold(5, 0), actThreshold(Number.NaN, 5)],
      [undefined, undefined, undefined],
    );
  });

  it("takes the place of the percent in the predictor, and each forecast says what was gone by", async () => {
    const life = lifeOf("centrifugal-pump", "bearing", 3);
    const states = life.states.slice(0, life.failureHours - 190);
    const forecastWith = async (settings: object) =>
      lastOf(await predictor({ everyHours: 10, ...settings }).sendAll(states), "bearing");
    const byMedian = await forecastWith({});
    const dearMiss = await forecastWith({ missCost: 99, falseAlarmCost: 1 });
    const onlyOne = await forecastWith({ missCost: 99 });
    assert.deepEqual([byMedian.urgency, byMedian.actAtProbability], ["NORMAL", 0.5]);
    assert.deepEqual([onlyOne.urgency, onlyOne.actAtProbability], ["NORMAL", 0.5]);
    assert.deepEqual([dearMiss.urgency, dearMiss.actAtProbability], ["WARNING", 0.01]);
  });
});
