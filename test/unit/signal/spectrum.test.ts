import assert from "node:assert/strict";
import fc from "fast-check";
import { accelerationUnit } from "../../../models/signal/acceleration-unit.ts";
import { frequencyBand } from "../../../models/signal/frequency-band.ts";
import { hannPower } from "../../../models/signal/hann-power.ts";
import { createRealDft } from "../../../models/signal/real-dft.ts";
import { FEATURE_AT } from "../../../models/signal/waveform-features.ts";
import { createWaveformPlan, type WaveformPlan } from "../../../models/signal/waveform-plan.ts";
import { assertNear, sine } from "./bearing-signal.ts";

const FS = 25_600;
const N = 4096;
const featureOf = (plan: WaveformPlan, signal: Float64Array, at: number): number =>
  plan.compute(signal, Number.NaN, undefined)[at] ?? Number.NaN;
const sum = (...signals: Float64Array[]): Float64Array =>
  (signals[0] as Float64Array).map((_, i) => signals.reduce((total, signal) => total + (signal[i] ?? 0), 0));

describe("power spectrum", () => {
  for (const n of [64, 65, 100, 101]) {
    it(`equals that of ${n} samples times a Hann window`, () => {
      const signal = Float64Array.from({ length: n }, (_, i) => Math.sin(i * i) + Math.cos(0.3 * i));
      const window = signal.map((_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / n));
      const dft = createRealDft(n);
      const plain = new Float64Array(2 * dft.bins);
      const windowed = new Float64Array(2 * dft.bins);
      dft.transform(plain, signal);
      dft.transform(
        windowed,
        signal.map((x, i) => x * (window[i] ?? 0)),
      );
      const power = new Float64Array(dft.bins);
      hannPower(plain, n, power);
      const windowEnergy = window.reduce((total, w) => total + w * w, 0);
      power.forEach((found, k) => {
        const once = k === 0 || 2 * k === n ? 1 : 2;
        const [re = 0, im = 0] = windowed.subarray(2 * k, 2 * k + 2);
        const expected = (once * (re * re + im * im)) / (n * windowEnergy);
        assert.ok(Math.abs(found - expected) < 1e-14, `bin ${k}`);
      });
    });
  }

  it("adds up to the mean square of a sine on any bin (one-sided, corrected for the window)", () => {
    const plan = createWaveformPlan(N, FS, "m/s2");
    fc.assert(
      fc.property(fc.integer({ min: 3, max: N / 2 - 3 }), scalesOf(), (bin, amplitude) => {
        plan.compute(sine(N, FS, (bin * FS) / N, amplitude), Number.NaN, undefined);
        assertNear(
          plan.power.reduce((total, p) => total + p, 0),
          amplitude ** 2 / 2,
          1e-9,
        );
      }),
      { numRuns: 30 },
    );
  });

  it("takes off a constant offset before anything else", () => {
    const plan = createWaveformPlan(N, FS, "m/s2");
    const plain = [...plan.compute(sine(N, FS, 3000, 1), Number.NaN, undefined)];
    const raised = plan.compute(sine(N, FS, 3000, 1, 5), Number.NaN, undefined);
    for (const at of [FEATURE_AT.velocityRms, FEATURE_AT.band1 + 2, FEATURE_AT.envelopeRms]) {
      assert.ok(Math.abs((raised[at] ?? Number.NaN) - (plain[at] ?? Number.NaN)) < 1e-9);
    }
  });

  it("grows with the square of the signal in every band", () => {
    const plan = createWaveformPlan(N, FS, "m/s2");
    const signal = Float64Array.from({ length: N }, (_, i) => Math.sin(i * i));
    const plain = [...plan.compute(signal, Number.NaN, undefined)];
    const tripled = plan.compute(
      signal.map((x) => 3 * x),
      Number.NaN,
      undefined,
    );
    for (let at = FEATURE_AT.band1; at < FEATURE_AT.envelopeRms; at++) {
      assertNear(tripled[at] ?? Number.NaN, 9 * (plain[at] ?? Number.NaN), 1e-12);
    }
  });
});

const scalesOf = () => fc.double({ min: 1e-3, max: 1e3, noNaN: true });

describe("energy bands", () => {
  [500, 2000, 4000, 7000, 11_000].forEach((hz, band) => {
    it(`find a sine at ${hz} Hz in band ${band + 1} and nowhere else`, () => {
      const features = createWaveformPlan(N, FS, "m/s2").compute(sine(N, FS, hz, 2), Number.NaN, undefined);
      for (let b = 0; b < 5; b++) {
        const found = features[FEATURE_AT.band1 + b] ?? Number.NaN;
        if (b === band) assertNear(found, 2, 1e-9);
        else assert.ok(found < 1e-9);
      }
    });
  });

  it("beyond Nyquist have no value, and are not replaced by a band that is there", () => {
    const features = createWaveformPlan(N, 8000, "m/s2").compute(sine(N, 8000, 3500, 1), Number.NaN, undefined);
    assertNear(features[FEATURE_AT.band1 + 2] ?? Number.NaN, 0.5, 1e-6);
    assert.ok(Number.isNaN(features[FEATURE_AT.band1 + 3]));
    assert.ok(Number.isNaN(features[FEATURE_AT.band1 + 4]));
  });

  it("hold each bin exactly once from 10 Hz to Nyquist", () => {
    fc.assert(
      fc.property(fc.integer({ min: 64, max: 5000 }), fc.double({ min: 100, max: 60_000, noNaN: true }), (n, fs) => {
        const edges = [0, 10, 1000, fs / 2].sort((a, b) => a - b);
        const bands = edges.slice(1).map((high, i) => frequencyBand(edges[i] ?? 0, high, fs, n, high === edges.at(-1)));
        bands.slice(1).forEach(({ from }, i) => {
          assert.equal(from, bands[i]?.to);
        });
      }),
    );
  });
});

describe("velocity RMS (ISO 20816-1)", () => {
  it("integrates every line at its own frequency, not all at the shaft's", () => {
    const plan = createWaveformPlan(N, FS, "m/s2");
    const signal = sum(sine(N, FS, 50, 1), sine(N, FS, 500, 4));
    const velocity = (hz: number, amplitude: number): number => (1000 * amplitude) / (2 * Math.PI * hz * Math.SQRT2);
    // A Hann window spreads a line over three bins, whose 1/f weights differ by a few percent at 50 Hz.
    assertNear(featureOf(plan, signal, FEATURE_AT.velocityRms), Math.hypot(velocity(50, 1), velocity(500, 4)), 0.02);
  });

  it("leaves out what lies beyond 10 to 1000 Hz", () => {
    const plan = createWaveformPlan(N, FS, "m/s2");
    assert.ok(featureOf(plan, sine(N, FS, 5000, 10), FEATURE_AT.velocityRms) < 1e-4);
  });

  it("is the same signal in g and in m/s2", () => {
    const inG = sine(N, FS, 200, 1);
    const fromG = featureOf(createWaveformPlan(N, FS, "g"), inG, FEATURE_AT.velocityRms);
    const inMetric = inG.map((x) => 9.80665 * x);
    assertNear(featureOf(createWaveformPlan(N, FS, "m/s2"), inMetric, FEATURE_AT.velocityRms), fromG, 1e-12);
  });

  it("has no value where the waveform does not reach from 10 to 1000 Hz", () => {
    const tooSlow = createWaveformPlan(4096, 1000, "m/s2");
    const tooShort = createWaveformPlan(256, FS, "m/s2");
    assert.ok(Number.isNaN(featureOf(tooSlow, sine(4096, 1000, 50, 1), FEATURE_AT.velocityRms)));
    assert.ok(Number.isNaN(featureOf(tooShort, sine(256, FS, 500, 1), FEATURE_AT.velocityRms)));
  });
});

describe("a waveform plan", () => {
  it("refuses what it can't plan for, naming the reason", () => {
    assert.throws(() => createWaveformPlan(10, FS, "g"), { code: "TWIN-SIGNAL-001" });
    assert.throws(() => createWaveformPlan(N, Number.NaN, "g"), { code: "TWIN-SIGNAL-003" });
    assert.throws(() => createWaveformPlan(N, FS, "mm/s"), { code: "TWIN-SIGNAL-004" });
    assert.throws(() => accelerationUnit("constructor"), { code: "TWIN-SIGNAL-004" });
    const plan = createWaveformPlan(N, FS, "g");
    assert.throws(() => plan.compute(new Float32Array(N - 1), 30, undefined), { code: "TWIN-SIGNAL-002" });
  });
});
