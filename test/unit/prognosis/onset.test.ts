import assert from "node:assert/strict";
import fc from "fast-check";
import { deviationOf, newOnset, type OnsetState, updateOnset } from "../../../models/prognosis/onset.ts";
import type { OnsetSettings } from "../../../models/prognosis/onset-recipe.ts";
import { createRandom } from "../../../models/random/random.ts";

const SETTINGS: OnsetSettings = {
  runInHours: 0.5,
  baselineHours: 1,
  smoothingHours: 1 / 30,
  limit: 6,
  leastSpread: 0.05,
};
const STEP_MS = 50_000;
const HOUR_MS = 3_600_000;

const watch = (values: readonly number[], stepMs = STEP_MS): OnsetState => {
  const state = newOnset();
  values.forEach((value, i) => {
    updateOnset(state, SETTINGS, 1e12 + i * stepMs, value);
  });
  return state;
};

const noisy = (count: number, level: (i: number) => number, seed = 1): number[] => {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, i) => level(i) * Math.exp(0.05 * random.normal()));
};

describe("the onset of damage", () => {
  it("is not seen in a machine that stays as it began", () => {
    for (let seed = 0; seed < 20; seed++) assert.equal(watch(noisy(2000, () => 0.4, seed)).onsetMs, null);
  });

  it("is seen within a few time constants once the level rises by half", () => {
    const rises = 500;
    const { onsetMs } = watch(noisy(700, (i) => (i < rises ? 0.4 : 0.6)));
    const hoursAfter = ((onsetMs ?? 0) - 1e12 - rises * STEP_MS) / HOUR_MS;
    assert.ok(hoursAfter >= 0 && hoursAfter < 3 * SETTINGS.smoothingHours, `${hoursAfter} h after the rise`);
  });

  it("is where the arithmetic by hand puts it", () => {
    // Constant at 1, then at e: the level is 1 - exp(-t/τ), above 6 × 0.05 from t = -τ ln(0.7) = 42.8 s on: at the first step.
    const { onsetMs } = watch([...Array<number>(100).fill(1), Math.E, Math.E]);
    assert.equal(onsetMs, 1e12 + 100 * STEP_MS);
  });

  it("stays at the time at which it was first seen", () => {
    const { onsetMs } = watch([...noisy(300, () => 1), ...noisy(50, () => 3), ...noisy(300, () => 1)]);
    assert.ok(onsetMs !== null && onsetMs < 1e12 + 310 * STEP_MS);
  });

  it("is not seen in the run-in, however high that is, nor does the run-in widen the baseline", () => {
    const state = watch(noisy(200, (i) => (i < 30 ? 5 : 1)));
    assert.equal(state.onsetMs, null);
    assert.ok(Math.abs(deviationOf(state, SETTINGS)) < 3);
  });

  it("is not known while there is no baseline", () => {
    assert.ok(Number.isNaN(deviationOf(watch([1, 2, 3]), SETTINGS)));
  });

  it("is not moved by values that are none, nor by samples that come late", () => {
    const values = noisy(700, (i) => (i < 500 ? 0.4 : 0.6));
    const state = newOnset();
    values.forEach((value, i) => {
      const timeMs = 1e12 + i * STEP_MS;
      updateOnset(state, SETTINGS, timeMs, value);
      for (const bad of [Number.NaN, 0, -1, Number.POSITIVE_INFINITY]) updateOnset(state, SETTINGS, timeMs + 1, bad);
      updateOnset(state, SETTINGS, timeMs - 2 * STEP_MS, 1e6);
      updateOnset(state, SETTINGS, Number.NaN, 1e6);
    });
    assert.deepEqual(state, watch(values));
  });

  it("is the same whatever unit the quantity is in", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), fc.integer({ min: 0, max: 50 }), (unit, seed) => {
        const values = noisy(400, (i) => (i < 300 ? 1 : 1.6), seed);
        assert.equal(watch(values.map((value) => value * unit)).onsetMs, watch(values).onsetMs);
      }),
      { numRuns: 30 },
    );
  });

  it("goes on from a state that was kept as JSON", () => {
    const values = noisy(700, (i) => (i < 500 ? 0.4 : 0.6));
    let state = newOnset();
    values.forEach((value, i) => {
      state = JSON.parse(JSON.stringify(state)) as OnsetState;
      updateOnset(state, SETTINGS, 1e12 + i * STEP_MS, value);
    });
    assert.deepEqual(state, watch(values));
  });
});
