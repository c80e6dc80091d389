import assert from "node:assert/strict";
import { habitualLoad, type LoadHabit, learnHabit } from "../../../models/simulation/load-habit.ts";
import { HOUR_MS, START_MS } from "./life-of.ts";
import { linearWear } from "./linear-wear.ts";

const learnt = (speeds: readonly number[]): LoadHabit =>
  speeds.reduce<LoadHabit>(
    (habit, speed, i) =>
      learnHabit(linearWear, habit, { timeMs: START_MS + i * HOUR_MS, channels: {}, load: { speed } }),
    {},
  );

describe("a load habit", () => {
  it("follows an operator who drives the machine faster than planned", () => {
    const speed = habitualLoad(linearWear, learnt(Array(48).fill(120)))(START_MS)["speed"] ?? 0;
    assert.ok(Math.abs(speed - 120) < 0.5);
  });

  it("is the plan itself within sensor noise", () => {
    assert.equal(habitualLoad(linearWear, learnt([99, 101, 101, 99, 102]))(START_MS)["speed"], 100);
  });

  it("never leads outside the load's range", () => {
    assert.equal(habitualLoad(linearWear, { speed: 9 })(START_MS)["speed"], 150);
  });

  it("leaves out what was not measured", () => {
    assert.deepEqual(learnHabit(linearWear, {}, { timeMs: START_MS, channels: {}, load: { speed: Number.NaN } }), {});
  });
});
