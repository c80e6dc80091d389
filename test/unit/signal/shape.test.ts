import assert from "node:assert/strict";
import fc from "fast-check";
import { crestFactor } from "../../../models/signal/crest-factor.ts";
import { kurtosis } from "../../../models/signal/kurtosis.ts";
import { mean } from "../../../models/signal/mean.ts";
import { computeMoments, MOMENTS } from "../../../models/signal/moments.ts";
import { peak } from "../../../models/signal/peak.ts";
import { rms } from "../../../models/signal/rms.ts";
import { skewness } from "../../../models/signal/skewness.ts";
import { std } from "../../../models/signal/std.ts";
import { assertNear, sine } from "./bearing-signal.ts";

const signals = fc
  .array(fc.double({ min: -1000, max: 1000, noNaN: true }), { minLength: 8, maxLength: 200 })
  .filter((signal) => std(signal) > 1e-3);
const scales = fc.double({ min: 1e-3, max: 1e3, noNaN: true });

describe("shape of a signal", () => {
  it("knows a sine: crest factor sqrt(2), kurtosis 1.5, no skew", () => {
    const signal = sine(4096, 4096, 16, 3);
    assertNear(rms(signal), 3 / Math.SQRT2, 1e-12);
    assertNear(crestFactor(signal), Math.SQRT2, 1e-12);
    assertNear(kurtosis(signal), 1.5, 1e-12);
    assert.ok(Math.abs(skewness(signal)) < 1e-12);
  });

  it("knows a square wave: crest factor 1, kurtosis 1", () => {
    const signal = Float64Array.from({ length: 1000 }, (_, i) => (i % 10 < 5 ? 2 : -2));
    assertNear(crestFactor(signal), 1, 1e-12);
    assertNear(kurtosis(signal), 1, 1e-12);
  });

  it("knows one impulse among n - 1 zeros: crest factor sqrt(n), kurtosis about n", () => {
    const signal = new Float64Array(1000);
    signal[500] = -7;
    assert.equal(peak(signal), 7);
    assertNear(crestFactor(signal), Math.sqrt(1000), 1e-12);
    assertNear(kurtosis(signal), 1000, 0.005);
    assert.ok(skewness(signal) < -30);
  });

  it("grows with the scale, and shape factors do not", () => {
    fc.assert(
      fc.property(signals, scales, (signal, scale) => {
        const scaled = signal.map((x) => scale * x);
        for (const f of [rms, std, peak]) assertNear(f(scaled), scale * f(signal), 1e-9);
        for (const f of [crestFactor, kurtosis]) assertNear(f(scaled), f(signal), 1e-6);
        assert.ok(Math.abs(skewness(scaled) - skewness(signal)) < 1e-6);
      }),
    );
  });

  it("keeps std, kurtosis and skewness when the whole signal is shifted", () => {
    fc.assert(
      fc.property(signals, fc.double({ min: -1000, max: 1000, noNaN: true }), (signal, offset) => {
        const shifted = signal.map((x) => x + offset);
        assertNear(std(shifted), std(signal), 1e-6);
        assertNear(kurtosis(shifted), kurtosis(signal), 1e-4);
        assert.ok(Math.abs(skewness(shifted) - skewness(signal)) < 1e-4);
      }),
    );
  });

  it("gives NaN for a signal with a NaN in it instead of leaving the sample out", () => {
    for (const f of [mean, rms, std, peak, crestFactor, kurtosis, skewness]) {
      assert.ok(Number.isNaN(f([1, 2, Number.NaN, 4])), f.name);
    }
    const out = new Float64Array(6);
    computeMoments(Float32Array.of(1, 2, Number.NaN, 4), new Float64Array(4), out);
    assert.ok(out.every(Number.isNaN));
  });

  it("is the same computed at once and one by one", () => {
    fc.assert(
      fc.property(signals, (signal) => {
        const out = new Float64Array(6);
        const centred = new Float64Array(signal.length);
        computeMoments(Float64Array.from(signal), centred, out);
        for (const [name, f] of Object.entries({ mean, rms, std, peak, kurtosis, skewness })) {
          const expected = f(signal);
          const difference = Math.abs((out[MOMENTS[name as keyof typeof MOMENTS]] ?? Number.NaN) - expected);
          assert.ok(difference <= 1e-9 * Math.max(1, Math.abs(expected)), name);
        }
        assertNear(centred[0] ?? Number.NaN, (signal[0] ?? 0) - mean(signal), 1e-12);
      }),
    );
  });
});
