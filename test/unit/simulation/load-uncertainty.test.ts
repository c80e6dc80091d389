import assert from "node:assert/strict";
import { createRandom } from "../../../models/random/random.ts";
import { loadUncertainty } from "../../../models/simulation/load-uncertainty.ts";
import { HOUR_MS, START_MS } from "./life-of.ts";
import { linearWear } from "./linear-wear.ts";

const noisy = (planned: number, relativeSd = 0.05) =>
  loadUncertainty(linearWear, () => ({ speed: planned }), { random: createRandom(1), startMs: START_MS, relativeSd });
const speeds = (load: ReturnType<typeof noisy>, hour: number, samples = 4000): number[] =>
  Array.from({ length: samples }, (_, sample) => load(START_MS + hour * HOUR_MS, sample)["speed"] ?? Number.NaN);
const relative = (values: readonly number[]) => values.map((value) => value / 100 - 1);
const product = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0) / a.length;

describe("loadUncertainty", () => {
  it("has the set spread at any time and forgets it exponentially", () => {
    const load = noisy(100);
    const now = relative(speeds(load, 0));
    const dayLater = relative(speeds(load, 24));
    assert.ok(Math.abs(Math.sqrt(product(now, now)) - 0.05) < 0.002);
    assert.ok(Math.abs(Math.sqrt(product(dayLater, dayLater)) - 0.05) < 0.002);
    assert.ok(Math.abs(product(now, dayLater) / 0.0025 - Math.exp(-1)) < 0.05);
  });

  it("gives a sample the same load again, in whatever order it is asked", () => {
    const load = noisy(100);
    const once = load(START_MS + 100 * HOUR_MS, 3);
    load(START_MS, 8);
    load(START_MS + 4 * HOUR_MS, 3);
    assert.deepEqual(load(START_MS + 100 * HOUR_MS, 3), once);
  });

  it("gives two plans the same luck", () => {
    const slow = speeds(noisy(50), 40, 20);
    const fast = speeds(noisy(100), 40, 20);
    slow.forEach((value, i) => {
      assert.ok(Math.abs(2 * value - (fast[i] ?? 0)) < 1e-9);
    });
  });

  it("stays within the machine's range and leaves a standstill alone", () => {
    assert.ok(speeds(noisy(149, 0.3), 8, 200).every((value) => value >= 0 && value <= 150));
    assert.ok(speeds(noisy(0), 8, 20).every((value) => value === 0));
  });
});
