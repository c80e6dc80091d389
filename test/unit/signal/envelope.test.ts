import assert from "node:assert/strict";
import fc from "fast-check";
import { faultLineAmplitude } from "../../../models/signal/fault-lines.ts";
import { FEATURE_AT, WAVEFORM_FEATURES } from "../../../models/signal/waveform-features.ts";
import { createWaveformPlan } from "../../../models/signal/waveform-plan.ts";
import { assertNear, bearingSignal, ORDERS, sine } from "./bearing-signal.ts";

const FS = 25_600;
const N = 4096;
const at = (name: string): number => WAVEFORM_FEATURES.indexOf(name);

describe("envelope spectrum", () => {
  it("shows the modulation of a carrier with its own amplitude", () => {
    const modulation = sine(N, FS, 100, 0.5, 2);
    const signal = sine(N, FS, 5000, 1).map((x, i) => x * (modulation[i] ?? 0));
    const plan = createWaveformPlan(N, FS, "m/s2");
    const features = plan.compute(signal, Number.NaN, undefined);
    assert.equal(features[FEATURE_AT.envelopePeakHz], 100);
    assertNear(features[FEATURE_AT.envelopePeak] ?? Number.NaN, 0.5, 1e-9);
    assertNear(features[FEATURE_AT.envelopeRms] ?? Number.NaN, Math.sqrt(4 + 0.125), 1e-9);
  });

  it("has no line at 0 Hz, whatever the level of the signal", () => {
    const plan = createWaveformPlan(N, FS, "m/s2");
    plan.compute(sine(N, FS, 5000, 8, 3), Number.NaN, undefined);
    assert.ok((plan.envelopeAmplitudes[0] ?? Number.NaN) < 1e-12);
    assert.ok((plan.envelopeAmplitudes[1] ?? Number.NaN) < 1e-9);
  });

  it("does not see a carrier outside of 2 to 10 kHz", () => {
    const features = createWaveformPlan(N, FS, "m/s2").compute(sine(N, FS, 1000, 5), Number.NaN, undefined);
    assert.ok((features[FEATURE_AT.envelopeRms] ?? Number.NaN) < 1e-9);
  });

  it("is missing where the sample rate does not reach 2 kHz", () => {
    const features = createWaveformPlan(N, 4000, "m/s2").compute(sine(N, 4000, 300, 1), 30, ORDERS);
    for (const name of ["envelopeRms", "bpfo1", "ftf3", "envelopePeakHz", "envelopePeak"]) {
      assert.ok(Number.isNaN(features[at(name)]), name);
    }
  });

  it("grows with the signal and does not change with its sign", () => {
    const signal = bearingSignal({
      n: N,
      sampleRateHz: FS,
      shaftHz: 30,
      impactHz: 30 * ORDERS.bpfo,
      modulationHz: 0,
      noise: 0.1,
      seed: 5,
    });
    const plan = createWaveformPlan(N, FS, "m/s2");
    const plain = [...plan.compute(signal, 30, ORDERS)];
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 100, noNaN: true }), (scale) => {
        const scaled = plan.compute(
          signal.map((x) => -scale * x),
          30,
          ORDERS,
        );
        for (const name of ["envelopeRms", "bpfo1", "bpfi2", "bsf1", "ftf1", "envelopePeak"]) {
          assertNear(scaled[at(name)] ?? Number.NaN, scale * (plain[at(name)] ?? Number.NaN), 1e-9, name);
        }
      }),
      { numRuns: 20 },
    );
  });
});

describe("defect lines", () => {
  it("are the highest bin within 1.5 % of the frequency", () => {
    const amplitudes = new Float64Array(200);
    amplitudes[101] = 3;
    amplitudes[103] = 9;
    assert.equal(faultLineAmplitude(amplitudes, 1, 100), 3);
  });

  it("take at least the nearest bin", () => {
    const amplitudes = Float64Array.of(0, 0, 5, 0);
    assert.equal(faultLineAmplitude(amplitudes, 10, 16), 5);
  });

  it("have no value at 0 Hz, beyond the spectrum or without a speed", () => {
    const amplitudes = new Float64Array(100).fill(1);
    for (const hz of [0, 0.4, 120, Number.NaN]) assert.ok(Number.isNaN(faultLineAmplitude(amplitudes, 1, hz)), `${hz}`);
  });

  it("are missing, not zero, without bearing data or shaft speed", () => {
    const plan = createWaveformPlan(N, FS, "m/s2");
    const signal = sine(N, FS, 5000, 1);
    for (const features of [[...plan.compute(signal, 30, undefined)], [...plan.compute(signal, Number.NaN, ORDERS)]]) {
      for (const name of ["bpfo1", "bpfi2", "bsf3", "ftf1"]) assert.ok(Number.isNaN(features[at(name)]), name);
      assert.ok(!Number.isNaN(features[FEATURE_AT.envelopePeak]));
    }
  });
});
