import assert from "node:assert/strict";
import { createRandom } from "../../../models/random/random.ts";
import { createEstimator } from "../../../models/simulation/estimator.ts";
import { HOUR_MS, lifeOf, START_MS } from "./life-of.ts";
import { linearWear } from "./linear-wear.ts";
import { parisCrack } from "./paris-crack.ts";

const life = lifeOf(linearWear, linearWear.initial(linearWear.parameters, createRandom(2)), 120, createRandom(2));
const options = () => ({ samples: 100, random: createRandom(9) });
const create = () => createEstimator(linearWear, linearWear.parameters, options());
const meanDamage = (states: readonly Readonly<Record<string, number>>[]): number =>
  states.reduce((sum, state) => sum + (state["seatDamage"] ?? 0), 0) / states.length;

describe("createEstimator", () => {
  it("goes on from a snapshot, through JSON, exactly as if it had not been stopped", () => {
    const whole = create();
    const first = create();
    for (const one of life.observations.slice(0, 60)) first.observe(one);
    const snapshot = JSON.parse(JSON.stringify(first.snapshot()));
    const second = createEstimator(linearWear, linearWear.parameters, { ...options(), snapshot });
    for (const one of life.observations) whole.observe(one);
    for (const one of life.observations.slice(60)) second.observe(one);
    assert.deepEqual(second.estimate(), whole.estimate());
  });

  it("gives the same estimate for the same seed and another for another", () => {
    const run = (seed: number) => {
      const estimator = createEstimator(linearWear, linearWear.parameters, { samples: 50, random: createRandom(seed) });
      for (const one of life.observations.slice(0, 30)) estimator.observe(one);
      return estimator.estimate().states;
    };
    assert.deepEqual(run(1), run(1));
    assert.notDeepEqual(run(1), run(2));
  });

  it("refuses a snapshot of another model with a code", () => {
    const snapshot = createEstimator(parisCrack, {}, options()).snapshot();
    assert.throws(() => createEstimator(linearWear, linearWear.parameters, { ...options(), snapshot }), {
      code: "TWIN-SIMULATION-001",
    });
  });

  it("refuses a snapshot with a value that is no number", () => {
    const good = create().snapshot();
    const snapshot = { ...good, states: good.states.map((row, i) => (i === 3 ? row.map(() => Number.NaN) : row)) };
    assert.throws(() => createEstimator(linearWear, linearWear.parameters, { ...options(), snapshot }), {
      code: "TWIN-SIMULATION-001",
    });
  });

  it("leaves out an observation that is late or was there before", () => {
    const estimator = create();
    const [first, second] = life.observations;
    assert.ok(first && second);
    assert.equal(estimator.observe(second), true);
    const before = estimator.estimate();
    assert.equal(estimator.observe(first), false);
    assert.equal(estimator.observe(second), false);
    assert.deepEqual(estimator.estimate(), before);
  });

  it("takes a maintained component as new and does not touch the other", () => {
    const estimator = create();
    for (const one of life.observations) estimator.observe(one);
    const before = estimator.estimate().states.map((state) => state["screwDamage"]);
    estimator.maintain("seat", START_MS + 120 * HOUR_MS);
    const after = estimator.estimate().states;
    assert.ok(after.every((state) => state["seatDamage"] === 0));
    assert.deepEqual(
      after.map((state) => state["screwDamage"]),
      before,
    );
  });

  it("does not wear a machine that stands still", () => {
    const [last] = life.observations.slice(-1);
    assert.ok(last);
    const damageAfter = (pausedHours: number): number => {
      const estimator = create();
      for (const one of life.observations) estimator.observe(one);
      estimator.pause(last.timeMs + pausedHours * HOUR_MS);
      estimator.observe({ ...last, timeMs: last.timeMs + 200 * HOUR_MS, channels: {} });
      return meanDamage(estimator.estimate().states);
    };
    assert.ok(damageAfter(0) - damageAfter(199) > 0.1, "200 hours of a life of some 1,000");
  });

  it("goes on estimating a machine that runs on when all that was thought possible has failed", () => {
    const saved = create().snapshot();
    const seat = saved.keys.indexOf("seatDamage");
    const states = saved.states.map((row) => row.map((value, i) => (i === seat ? 1 : value)));
    const snapshot = { ...saved, timeMs: START_MS, states };
    const estimator = createEstimator(linearWear, linearWear.parameters, { ...options(), snapshot });
    for (let hour = 1; hour <= 24; hour++) {
      const channels = { speed: 100, leakage: 2 + 10 * 0.8 };
      estimator.observe({ timeMs: START_MS + hour * HOUR_MS, channels, load: { speed: 100 } });
    }
    assert.ok(Math.abs(meanDamage(estimator.estimate().states) - 0.8) < 0.1);
  });

  it("says how long it has observed, and why that is not enough", () => {
    const estimator = create();
    assert.equal(estimator.estimate().reason, "nothing was observed yet");
    for (const one of life.observations.slice(0, 11)) estimator.observe(one);
    assert.deepEqual([estimator.estimate().observedHours, estimator.estimate().reason !== ""], [10, true]);
    for (const one of life.observations) estimator.observe(one);
    assert.deepEqual([estimator.estimate().observedHours, estimator.estimate().reason], [119, ""]);
  });

  it("takes an absurd measurement without a particle that is no number", () => {
    const estimator = create();
    for (const one of life.observations.slice(0, 20)) estimator.observe(one);
    estimator.observe({
      timeMs: START_MS + 21 * HOUR_MS,
      channels: { leakage: 1e300, vibration: Number.NaN },
      load: { speed: 100 },
    });
    assert.ok(estimator.estimate().states.every((state) => Object.values(state).every(Number.isFinite)));
  });
});
