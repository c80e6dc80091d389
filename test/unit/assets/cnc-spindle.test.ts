import assert from "node:assert/strict";
import fc from "fast-check";
import { bearingOrders, FRONT_BEARING } from "../../../models/assets/cnc-spindle/bearing-orders.ts";
import { cncSpindle } from "../../../models/assets/cnc-spindle/model.ts";
import p from "../../../models/assets/cnc-spindle/parameters.json" with { type: "json" };
import { damageAfter, fatigueRate, relativeBearingLoad } from "../../../models/assets/cnc-spindle/wear.ts";
import { createRandom } from "../../../models/random/random.ts";
import { FEATURE_AT } from "../../../models/signal/waveform-features.ts";
import { createWaveformPlan } from "../../../models/signal/waveform-plan.ts";

const LOAD = { speed: 6000, cuttingForce: 300 };
const worn = (spall: number) => ({ ...cncSpindle.initial(p), spall });
const record = (spall: number, seed = 1) => {
  const waveform = cncSpindle.waveform?.(worn(spall), LOAD, createRandom(seed));
  assert.ok(waveform);
  return waveform;
};

describe("CNC spindle", () => {
  it("tires with the third power of the bearing load and with speed (ISO 281)", () => {
    const rated = fatigueRate(LOAD, p);
    assert.equal(rated, 1);
    const force = (2 * (p.preloadN + p.bearingLoadPerCuttingForce * 300) - p.preloadN) / p.bearingLoadPerCuttingForce;
    assert.ok(Math.abs(relativeBearingLoad(force, p) - 2) < 1e-12);
    assert.ok(Math.abs(fatigueRate({ speed: 6000, cuttingForce: force }, p) - 8) < 1e-9);
    assert.ok(Math.abs(fatigueRate({ speed: 3000, cuttingForce: 300 }, p) - 0.5) < 1e-12);
  });

  it("starts to spall and fails after the rated hours at the nominal load", () => {
    assert.ok(Math.abs(damageAfter(0, p.initiationLifeHours, p) - p.initiationDamage) < 1e-12);
    assert.ok(damageAfter(0, p.initiationLifeHours + p.growthLifeHours - 0.01, p) < 1);
    assert.equal(damageAfter(0, p.initiationLifeHours + p.growthLifeHours + 0.01, p), 1);
  });

  it("grows a spall the same whether exposed at once or in two parts", () => {
    const exposure = fc.double({ min: 0, max: 400, noNaN: true });
    const property = fc.property(fc.double({ min: 0, max: 0.9, noNaN: true }), exposure, exposure, (start, a, b) => {
      assert.ok(Math.abs(damageAfter(damageAfter(start, a, p), b, p) - damageAfter(start, a + b, p)) < 1e-9);
    });
    fc.assert(property);
  });

  it("has the defect frequencies published for its bearing", () => {
    const orders = bearingOrders(FRONT_BEARING);
    const published = { bpfo: 3.5848, bpfi: 5.4152, bsf: 4.7135 / 2, ftf: 0.39828 };
    for (const [line, order] of Object.entries(published)) {
      assert.ok(Math.abs(orders[line as keyof typeof orders] - order) < 1e-4, line);
    }
  });
});

describe("vibration of the spindle", () => {
  const plan = createWaveformPlan(4096, 25600, "m/s2");
  const orders = bearingOrders(FRONT_BEARING);

  it("is 4,096 samples in m/s2 at 25.6 kHz, the same for the same random stream", () => {
    const { samples, ...about } = record(0.5);
    assert.deepEqual(about, { channel: "vibration", unit: "m/s2", sampleRateHz: 25600 });
    assert.equal(samples.length, 4096);
    assert.deepEqual(record(0.5).samples, samples);
    assert.notDeepEqual(record(0.5, 2).samples, samples);
  });

  it("has the RMS that the model expects of it, at every stage of wear", () => {
    for (const spall of [0, 0.3, 0.6, 0.9]) {
      const expected = cncSpindle.featureOutput?.(worn(spall), LOAD, p)["vibration.rms"] ?? 0;
      const rms = plan.compute(record(spall).samples, 100, orders)[FEATURE_AT.rms] ?? 0;
      assert.ok(Math.abs(rms / expected - 1) < 0.05, `${spall}: ${rms} for ${expected}`);
    }
  });

  it("shows the outer race, and no other part, in the envelope of a spalled bearing", () => {
    const features = plan.compute(record(0.5).samples, 100, orders);
    const line = (index: number): number => features[FEATURE_AT.lines + index] ?? 0;
    const [bpfo1, bpfi1, bsf1, ftf1] = [line(0), line(3), line(6), line(9)];
    assert.ok(bpfo1 > 10 * Math.max(bpfi1, bsf1, ftf1), `${bpfo1} ${bpfi1} ${bsf1} ${ftf1}`);
    assert.ok(Math.abs((features[FEATURE_AT.envelopePeakHz] ?? 0) - 358.48) < 6.25);
  });

  it("shows no defect line on a new bearing", () => {
    const features = plan.compute(record(0).samples, 100, orders);
    for (let i = 0; i < 12; i++) assert.ok((features[FEATURE_AT.lines + i] ?? 0) < 0.2);
  });

  it("is only the noise of the shop once the spindle has failed", () => {
    const features = plan.compute(record(1).samples, 100, orders);
    assert.ok((features[FEATURE_AT.rms] ?? 1) < 0.2);
  });
});
