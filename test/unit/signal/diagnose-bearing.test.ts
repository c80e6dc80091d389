import assert from "node:assert/strict";
import { diagnoseBearing } from "../../../models/signal/diagnose-bearing.ts";
import { createWaveformPlan } from "../../../models/signal/waveform-plan.ts";
import { type BearingSignal, bearingSignal, ORDERS } from "./bearing-signal.ts";

const SHAFT_HZ = 30;
const N = 32_768;
const plan = createWaveformPlan(N, 25_600, "g");

const faultOf = (of: Pick<BearingSignal, "impactHz" | "modulationHz" | "noise" | "seed">): string => {
  plan.compute(bearingSignal({ n: N, sampleRateHz: 25_600, shaftHz: SHAFT_HZ, ...of }), SHAFT_HZ, ORDERS);
  return diagnoseBearing(plan.envelopeAmplitudes, plan.dfHz, SHAFT_HZ, ORDERS).fault;
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
      for (const seed of [1, 2, 3]) assert.equal(faultOf({ ...of, noise: 0.15, seed }), name);
    });
  }

  it("does not flag noise of any kind in 200 tries", () => {
    for (let seed = 0; seed < 20; seed++) {
      plan.compute(
        bearingSignal({ n: N, sampleRateHz: 25_600, shaftHz: 0, impactHz: 0, modulationHz: 0, noise: 1, seed }),
        1,
        ORDERS,
      );
      for (let turn = 0; turn < 10; turn++) {
        const shaftHz = 20 + 3 * turn;
        assert.equal(diagnoseBearing(plan.envelopeAmplitudes, plan.dfHz, shaftHz, ORDERS).fault, "none");
      }
    }
  });

  it("does not flag impacts that come once a turn", () => {
    assert.equal(faultOf({ impactHz: SHAFT_HZ, modulationHz: 0, noise: 0.1, seed: 4 }), "none");
  });

  it("says unknown where the waveform is too short or the shaft stands", () => {
    const short = createWaveformPlan(512, 25_600, "g");
    short.compute(
      new Float32Array(512).map((_, i) => Math.sin(i * i)),
      SHAFT_HZ,
      ORDERS,
    );
    assert.equal(diagnoseBearing(short.envelopeAmplitudes, short.dfHz, SHAFT_HZ, ORDERS).fault, "unknown");
    for (const shaftHz of [0, Number.NaN]) {
      assert.equal(diagnoseBearing(plan.envelopeAmplitudes, plan.dfHz, shaftHz, ORDERS).fault, "unknown");
    }
  });
});
