import assert from "node:assert/strict";
import fc from "fast-check";
import { createRandom } from "../../../models/random/random.ts";
import { createComplexDft } from "../../../models/signal/complex-dft.ts";
import { createRealDft } from "../../../models/signal/real-dft.ts";

const noise = (n: number, seed = 1): Float64Array => {
  const random = createRandom(seed);
  return Float64Array.from({ length: n }, () => random.normal());
};

/** The definition, in n^2 steps. */
const slowDft = (data: Float64Array): Float64Array => {
  const n = data.length / 2;
  const out = new Float64Array(2 * n);
  for (let k = 0; k < n; k++) {
    for (let i = 0; i < n; i++) {
      const angle = (-2 * Math.PI * ((i * k) % n)) / n;
      const [re = 0, im = 0] = data.subarray(2 * i, 2 * i + 2);
      out[2 * k] = (out[2 * k] ?? 0) + re * Math.cos(angle) - im * Math.sin(angle);
      out[2 * k + 1] = (out[2 * k + 1] ?? 0) + re * Math.sin(angle) + im * Math.cos(angle);
    }
  }
  return out;
};

const worstDifference = (a: Float64Array, b: Float64Array): number =>
  a.reduce((worst, value, i) => Math.max(worst, Math.abs(value - (b[i] ?? Number.NaN))), 0);

describe("discrete Fourier transform", () => {
  for (const n of [1, 2, 3, 4, 5, 8, 10, 64, 97, 100, 125, 256, 320]) {
    it(`of ${n} complex numbers equals the definition`, () => {
      const data = noise(2 * n);
      const out = new Float64Array(2 * n);
      createComplexDft(n).transform(out, data);
      assert.ok(worstDifference(out, slowDft(data)) < 1e-11);
    });
  }

  for (const n of [2, 3, 6, 9, 64, 100, 101, 640]) {
    it(`of ${n} real numbers equals the one-sided complex one`, () => {
      const samples = noise(n);
      const dft = createRealDft(n);
      const spectrum = new Float64Array(2 * dft.bins);
      dft.transform(spectrum, samples);
      const data = new Float64Array(2 * n);
      samples.forEach((value, i) => {
        data[2 * i] = value;
      });
      assert.equal(dft.bins, Math.floor(n / 2) + 1);
      assert.ok(worstDifference(spectrum, slowDft(data).subarray(0, 2 * dft.bins)) < 1e-11);
    });
  }

  it("keeps the energy (Parseval) for any length", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 3000 }), fc.integer(), (n, seed) => {
        const samples = noise(n, seed);
        const dft = createRealDft(n);
        const spectrum = new Float64Array(2 * dft.bins);
        dft.transform(spectrum, samples);
        const inTime = samples.reduce((sum, x) => sum + x * x, 0);
        let inFrequency = 0;
        for (let k = 0; k < dft.bins; k++) {
          const once = k === 0 || 2 * k === n ? 1 : 2;
          inFrequency += (once * ((spectrum[2 * k] ?? 0) ** 2 + (spectrum[2 * k + 1] ?? 0) ** 2)) / n;
        }
        assert.ok(Math.abs(inFrequency - inTime) <= 1e-10 * inTime);
      }),
      { numRuns: 30 },
    );
  });

  it("leaves its input alone and gives the same result twice", () => {
    const data = noise(200);
    const before = [...data];
    const dft = createComplexDft(100);
    const first = new Float64Array(200);
    const second = new Float64Array(200);
    dft.transform(first, data);
    dft.transform(second, data);
    assert.deepEqual(first, second);
    assert.deepEqual([...data], before);
  });
});
