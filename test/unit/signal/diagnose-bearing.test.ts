import assert from "node:assert/strict";
import { createRandom } from "../../../models/random/random.ts";
import { type BearingEvidence, createBearingEvidencePlan } from "../../../models/signal/bearing-evidence.ts";
import { diagnoseBearing } from "../../../models/signal/diagnose-bearing.ts";
import { type BearingSignal, bearingSignal, ORDERS } from "./bearing-signal.ts";

const SHAFT_HZ = 30;
const SAMPLE_RATE_HZ = 25_600;
const N = 32_768;
const plan = createBearingEvidencePlan(N, SAMPLE_RATE_HZ);

const measure = (of: Pick<BearingSignal, "impactHz" | "modulationHz" | "noise" | "seed">): BearingEvidence =>
  plan.measure(bearingSignal({ n: N, sampleRateHz: SAMPLE_RATE_HZ, shaftHz: SHAFT_HZ, ...of }), SHAFT_HZ, ORDERS);

const noise = (seed: number): Float64Array => {
  const random = createRandom(seed);
  return Float64Array.from({ length: N }, () => random.normal());
};

describe("bearing diagnosis", () => {
  const cases = [
    { name: "outerRace", impactHz: SHAFT_HZ * ORDERS.bpfo, modulationHz: 0 },
    { name: "innerRace", impactHz: SHAFT_HZ * ORDERS.bpfi, modulationHz: SHAFT_HZ },
    { name: "ball", impactHz: 2 * SHAFT_HZ * ORDERS.bsf, modulationHz: SHAFT_HZ * ORDERS.ftf },
    { name: "none", impactHz: 0, modulationHz: 0 },
  ];
  for (const { name, ...of } of cases) {
    it(`names ${name} in synthetic vibration with noise`, () => {
      for (const seed of [1, 2, 3]) {
        assert.equal(diagnoseBearing([measure({ ...of, noise: 0.15, seed })]).fault, name);
      }
    });
  }

  it("finds in many waveforms together what each alone is too noisy for", () => {
    // Noise whose strength swells at the two lines of the ball: what is left of impacts that never come at the same angle.
    const hz = 2 * SHAFT_HZ * ORDERS.bsf;
    const faint = (seed: number): BearingEvidence => {
      const swell = (i: number): number => Math.cos((2 * Math.PI * hz * i) / SAMPLE_RATE_HZ);
      const samples = noise(seed).map((x, i) => x * (1 + 0.03 * swell(i) + 0.03 * swell(2 * i)));
      return plan.measure(samples, SHAFT_HZ, ORDERS);
    };
    const measured = Array.from({ length: 40 }, (_, seed) => faint(seed + 1));
    const alone = measured.filter((one) => diagnoseBearing([one]).fault !== "none").length;
    assert.ok(alone <= 2, `${alone} of 40 show it alone`);
    assert.equal(diagnoseBearing(measured).fault, "ball");
  });

  it("gives noise no smaller a probability than is true", () => {
    const tries = 200;
    const shown = { 1: 0, 2: 0 };
    for (let seed = 0; seed < tries / 10; seed++) {
      const samples = noise(seed);
      for (let turn = 0; turn < 10; turn++) {
        const { evidence } = diagnoseBearing([plan.measure(samples, 30 + 2 * turn, ORDERS)]);
        const least = Math.min(...Object.values(evidence).map((one) => one.log10FalseAlarm));
        if (least < -1) shown[1]++;
        if (least < -2) shown[2]++;
      }
    }
    // 20 and 2 are expected at most; the same noise at ten speeds is not ten tries, so the limits leave three deviations.
    assert.ok(shown[1] <= 20 + 3 * Math.sqrt(20), `${shown[1]} of ${tries} below a probability of 0.1`);
    assert.ok(shown[2] <= 2 + 3 * Math.sqrt(2), `${shown[2]} of ${tries} below a probability of 0.01`);
  });

  it("does not flag impacts that come once a turn", () => {
    const once = measure({ impactHz: SHAFT_HZ, modulationHz: 0, noise: 0.1, seed: 4 });
    assert.equal(diagnoseBearing([once]).fault, "none");
  });

  it("does not care for the unit of the waveform, nor for its offset", () => {
    const g = bearingSignal({
      n: N,
      sampleRateHz: SAMPLE_RATE_HZ,
      shaftHz: 30,
      impactHz: 107,
      modulationHz: 0,
      noise: 0.1,
      seed: 5,
    });
    const one = diagnoseBearing([plan.measure(g, SHAFT_HZ, ORDERS)]);
    const other = diagnoseBearing([
      plan.measure(
        g.map((x) => 9.80665 * x + 3),
        SHAFT_HZ,
        ORDERS,
      ),
    ]);
    assert.equal(one.fault, "outerRace");
    assert.ok(Math.abs(one.evidence.outerRace.strength - other.evidence.outerRace.strength) < 1e-6);
  });

  it("says unknown where the waveform is too short, the shaft stands, or there is no signal", () => {
    const short = createBearingEvidencePlan(2560, SAMPLE_RATE_HZ);
    assert.equal(diagnoseBearing([short.measure(noise(1).subarray(0, 2560), SHAFT_HZ, ORDERS)]).fault, "unknown");
    for (const shaftHz of [0, -30, Number.NaN]) {
      assert.equal(diagnoseBearing([plan.measure(noise(1), shaftHz, ORDERS)]).fault, "unknown");
    }
    for (const value of [0, 1, Number.NaN]) {
      assert.equal(diagnoseBearing([plan.measure(new Float64Array(N).fill(value), SHAFT_HZ, ORDERS)]).fault, "unknown");
    }
    assert.equal(diagnoseBearing([]).fault, "unknown");
  });
});
