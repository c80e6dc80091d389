import assert from "node:assert/strict";
import fc from "fast-check";
import { createRandom } from "../../../models/random/random.ts";
import { kernelMove } from "../../../models/simulation/kernel-move.ts";
import { effectiveSampleSize, normalizedWeights } from "../../../models/simulation/normalized-weights.ts";
import { systematicResample } from "../../../models/simulation/systematic-resample.ts";
import { temperedExponent } from "../../../models/simulation/tempered-exponent.ts";

const logs = fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 2, maxLength: 40 });

describe("particles", () => {
  it("have weights that sum to 1, whatever their logs", () => {
    fc.assert(
      fc.property(logs, (values) => {
        const sum = normalizedWeights(Float64Array.from(values, (value) => value * 100)).reduce((a, b) => a + b, 0);
        assert.ok(Math.abs(sum - 1) < 1e-12);
      }),
    );
  });

  it("are resampled to within one copy of their weight", () => {
    fc.assert(
      fc.property(logs, fc.integer(), fc.integer({ min: 1, max: 100 }), (values, seed, count) => {
        const weights = normalizedWeights(Float64Array.from(values));
        const copies = new Float64Array(weights.length);
        for (const parent of systematicResample(weights, count, createRandom(seed)))
          copies[parent] = (copies[parent] ?? 0) + 1;
        weights.forEach((weight, i) => {
          assert.ok(Math.abs((copies[i] ?? 0) - weight * count) < 1 + 1e-9);
        });
      }),
    );
  });

  it("believe an observation only so far that half of them live on", () => {
    const likelihoods = Float64Array.from({ length: 100 }, (_, i) => -((i - 50) ** 2) * 10);
    const exponent = temperedExponent(new Float64Array(100), likelihoods, 1, 50);
    const size = effectiveSampleSize(normalizedWeights(likelihoods.map((log) => log * exponent)));
    assert.ok(exponent < 1 && size >= 50 && size < 51, `${size}`);
  });

  it("keep their mean and covariance when the kernel scatters them", () => {
    const random = createRandom(5);
    const states = Array.from({ length: 4000 }, () => {
      const x = random.normal();
      return { x, y: 0.8 * x + 0.6 * random.normal(), other: 7 };
    });
    const identity = (key: string) => ({ key, to: (value: number) => value, from: (value: number) => value });
    const moved = kernelMove(states, [identity("x"), identity("y")], random);
    const mean = (of: (state: Readonly<Record<string, number>>) => number) =>
      moved.reduce((sum, state) => sum + of(state), 0) / moved.length;
    assert.ok(Math.abs(mean((state) => state["x"] ?? 0)) < 0.05);
    assert.ok(Math.abs(mean((state) => (state["x"] ?? 0) ** 2) - 1) < 0.06);
    assert.ok(Math.abs(mean((state) => (state["x"] ?? 0) * (state["y"] ?? 0)) - 0.8) < 0.06);
    assert.ok(moved.every((state, i) => state["other"] === 7 && state["x"] !== states[i]?.x));
  });
});
