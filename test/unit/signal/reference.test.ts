import { readFileSync } from "node:fs";
import { crestFactor } from "../../../models/signal/crest-factor.ts";
import { kurtosis } from "../../../models/signal/kurtosis.ts";
import { mean } from "../../../models/signal/mean.ts";
import { peak } from "../../../models/signal/peak.ts";
import { rms } from "../../../models/signal/rms.ts";
import { skewness } from "../../../models/signal/skewness.ts";
import { std } from "../../../models/signal/std.ts";
import { WAVEFORM_FEATURES } from "../../../models/signal/waveform-features.ts";
import { createWaveformPlan } from "../../../models/signal/waveform-plan.ts";
import { assertNear, ORDERS } from "./bearing-signal.ts";

interface Reference {
  fs: number;
  mean: number;
  rms: number;
  std: number;
  peak: number;
  crest: number;
  kurtosis: number;
  skewness: number;
  band_energy: number[];
  velocity_rms_mm_s: number;
  envelope_rms: number;
  lines: Record<"bpfo" | "bpfi" | "bsf" | "ftf", number[]>;
  envelope_peak: { hz: number; amplitude: number };
}

const TOLERANCE = 1e-9;
const SHAFT_HZ = 30;

const read = (name: string): { samples: Float32Array; reference: Reference } => {
  const path = (suffix: string): URL => new URL(`../../fixtures/signal/${name}.${suffix}`, import.meta.url);
  return {
    samples: new Float32Array(new Uint8Array(readFileSync(path("f32"))).buffer),
    reference: JSON.parse(readFileSync(path("json"), "utf8")) as Reference,
  };
};

const inOurOrder = (r: Reference): number[] => [
  r.rms,
  r.velocity_rms_mm_s,
  r.peak,
  r.crest,
  r.kurtosis,
  r.skewness,
  ...r.band_energy,
  r.envelope_rms,
  ...r.lines.bpfo,
  ...r.lines.bpfi,
  ...r.lines.bsf,
  ...r.lines.ftf,
  r.envelope_peak.hz,
  r.envelope_peak.amplitude,
];

describe("waveform features against an independent SciPy implementation", () => {
  for (const name of ["synth1", "synth2", "synth3"]) {
    const { samples, reference } = read(name);

    it(`equal it to 1e-9 in all features of ${name}`, () => {
      const features = createWaveformPlan(samples.length, reference.fs, "g").compute(samples, SHAFT_HZ, ORDERS);
      inOurOrder(reference).forEach((expected, i) => {
        assertNear(features[i] ?? Number.NaN, expected, TOLERANCE, WAVEFORM_FEATURES[i]);
      });
    });

    it(`equal it to 1e-9 in the single functions on ${name}`, () => {
      assertNear(mean(samples), reference.mean, TOLERANCE, "mean");
      assertNear(rms(samples), reference.rms, TOLERANCE, "rms");
      assertNear(std(samples), reference.std, TOLERANCE, "std");
      assertNear(peak(samples), reference.peak, TOLERANCE, "peak");
      assertNear(crestFactor(samples), reference.crest, TOLERANCE, "crest factor");
      assertNear(kurtosis(samples), reference.kurtosis, TOLERANCE, "kurtosis");
      assertNear(skewness(samples), reference.skewness, TOLERANCE, "skewness");
    });
  }

  it("do not depend on which waveform the plan saw before", () => {
    const first = read("synth1").samples;
    const plan = createWaveformPlan(first.length, 25_600, "g");
    const alone = [...plan.compute(first, SHAFT_HZ, ORDERS)];
    plan.compute(read("synth2").samples, Number.NaN, undefined);
    plan.compute(first, SHAFT_HZ, ORDERS).forEach((value, i) => {
      assertNear(value, alone[i] ?? Number.NaN, 0, WAVEFORM_FEATURES[i]);
    });
  });
});
