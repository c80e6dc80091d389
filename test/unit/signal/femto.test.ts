import assert from "node:assert/strict";
import { bandEnergy } from "../../../models/signal/band-energies.ts";
import { crestFactor } from "../../../models/signal/crest-factor.ts";
import { createEnvelopePlan } from "../../../models/signal/envelope.ts";
import { frequencyBand } from "../../../models/signal/frequency-band.ts";
import { hannPower } from "../../../models/signal/hann-power.ts";
import { kurtosis } from "../../../models/signal/kurtosis.ts";
import { mean } from "../../../models/signal/mean.ts";
import { peak } from "../../../models/signal/peak.ts";
import { createRealDft } from "../../../models/signal/real-dft.ts";
import { skewness } from "../../../models/signal/skewness.ts";
import { std } from "../../../models/signal/std.ts";
import { readData, readInt16, skipWithout } from "./data-folder.ts";

const N = 2560;
const FS = 25_600;

/**
 * The reference was computed before the waveforms were rounded to 0.002 g, takes the mean off first, gives energies as
 * shares of all above 10 Hz (Nyquist counts twice in the total, and in no band), and the envelope's standard deviation after a Butterworth
 * band-pass of order 4, run forth and back. A tolerance is what the rounding leaves: absolute, in the unit of the column,
 * or relative. The reference's filter starts and ends within the snapshot and ours goes round, so an impact at an edge
 * changes the envelope: of the envelopes, the median difference counts.
 */
const ABSOLUTE: Readonly<Record<string, number>> = { peak_g: 0.0011, skewness: 0.002 };
const RELATIVE: Readonly<Record<string, number>> = { rms_g: 1e-3, kurtosis: 1e-3, crest: 5e-3 };
const ENVELOPE_MEDIAN = 0.005;
const SHARE = 0.001;

const BANDS = {
  e_10_1k: [10, 1000],
  e_1_3k: [1000, 3000],
  e_3_6k: [3000, 6000],
  e_6_10k: [6000, 10_000],
  e_10_12k8: [10_000, 12_800],
} as const;

/** |H|^2 of a digital Butterworth band-pass of order 4 from 2 to 10 kHz: its gain when it is run forth and back. */
const bandPassGain = (hz: number): number => {
  const warp = (f: number): number => Math.tan((Math.PI * f) / FS);
  const w = warp(hz);
  const width = warp(10_000) - warp(2000);
  return 1 / (1 + ((w * w - warp(10_000) * warp(2000)) / (w * width)) ** 8);
};

const dft = createRealDft(N);
const spectrum = new Float64Array(2 * dft.bins);
const power = new Float64Array(dft.bins);
const envelope = new Float64Array(N);
const envelopePlan = createEnvelopePlan(N, { from: 1, to: N / 2 });

const featuresOf = (samples: Float64Array): Record<string, number> => {
  const level = mean(samples);
  const centred = samples.map((x) => x - level);
  dft.transform(spectrum, centred);
  hannPower(spectrum, N, power);
  const total = bandEnergy(power, { from: 1, to: dft.bins }) + (power.at(-1) ?? Number.NaN);
  const shares = Object.entries(BANDS).map(([name, [low, high]]) => [
    name,
    bandEnergy(power, frequencyBand(low, high, FS, N, false)) / total,
  ]);
  for (let i = 2; i < spectrum.length; i++) {
    spectrum[i] = (spectrum[i] ?? 0) * bandPassGain((Math.floor(i / 2) * FS) / N);
  }
  envelopePlan.compute(spectrum, envelope);
  return {
    rms_g: std(samples),
    peak_g: peak(centred),
    kurtosis: kurtosis(samples),
    skewness: skewness(samples),
    crest: crestFactor(centred),
    env_rms_g: std(envelope),
    ...Object.fromEntries(shares),
  };
};

const isNear = (name: string, found: number, expected: number): boolean => {
  const difference = Math.abs(found - expected);
  if (name in BANDS) return difference <= SHARE;
  return difference <= Math.max(ABSOLUTE[name] ?? 0, (RELATIVE[name] ?? 0) * Math.abs(expected));
};

describe("features of FEMTO bearings against the reference of the data set", () => {
  for (const bearing of ["Bearing1_1", "Bearing1_2", "Bearing2_1", "Bearing2_2", "Bearing3_1", "Bearing3_2"]) {
    it(`agree in all snapshots of ${bearing} as far as its rounding allows`, function () {
      skipWithout(this, "femto");
      const index = JSON.parse(readData("femto", `${bearing}.json`).toString()) as {
        snapshots: number[];
        scale_g_per_lsb: number;
      };
      const samples = readInt16("femto", `${bearing}.i16.gz`);
      const table = readData("femto", `${bearing}.features.csv.gz`).toString().trim().split("\n");
      const columns = (table[0] ?? "").split(",");
      const wrong: string[] = [];
      const envelopes: number[] = [];
      let agree = 0;
      index.snapshots.forEach((snapshot, row) => {
        const reference = (table[snapshot] ?? "").split(",").map(Number);
        ["h", "v"].forEach((axis, channel) => {
          const from = (2 * row + channel) * N;
          const found = featuresOf(
            Float64Array.from(samples.subarray(from, from + N), (x) => x * index.scale_g_per_lsb),
          );
          for (const [name, value] of Object.entries(found)) {
            const expected = reference[columns.indexOf(`${axis}_${name}`)] ?? Number.NaN;
            if (name === "env_rms_g") envelopes.push(Math.abs(value / expected - 1));
            else if (isNear(name, value, expected)) agree++;
            else wrong.push(`${snapshot} ${axis}_${name}: ${value} is not ${expected}`);
          }
        });
      });
      const median = envelopes.sort((a, b) => a - b)[envelopes.length >> 1] ?? Number.NaN;
      console.log(
        `      ${bearing}: ${agree} of ${agree + wrong.length} values agree, envelopes to ${median.toFixed(4)}`,
      );
      assert.deepEqual(wrong.slice(0, 5), []);
      assert.ok(median < ENVELOPE_MEDIAN);
    });
  }
});
