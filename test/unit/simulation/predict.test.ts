import assert from "node:assert/strict";
import { createRandom } from "../../../models/random/random.ts";
import { loadUncertainty } from "../../../models/simulation/load-uncertainty.ts";
import type { Numbers, PhysicsModel } from "../../../models/simulation/physics-model.ts";
import { predict } from "../../../models/simulation/predict.ts";
import { START_MS } from "./life-of.ts";
import { linearWear } from "./linear-wear.ts";
import { crackOfDamage, hoursToGrow, parisCrack } from "./paris-crack.ts";

const sure = { share: 0 };
const speed = (value: number) => () => ({ speed: value });
const options = (horizonHours: number) => ({
  startMs: START_MS,
  horizonHours,
  stepSeconds: 3600,
  random: createRandom(1),
  rates: sure,
});
const machine = (seatDamage = 0, seatFactor = 1): Numbers => ({
  seatDamage,
  screwDamage: 0,
  seatFactor,
  screwFactor: 1,
});
const run = (states: readonly Numbers[], load: () => Numbers, more: object = {}, hours = 3000) =>
  predict(linearWear, linearWear.parameters, states, load, { ...options(hours), ...more });
const near = (value: number | undefined, expected: number, tolerance: number): void =>
  assert.ok(Math.abs((value ?? Number.NaN) - expected) <= tolerance, `${value} is not ${expected} ± ${tolerance}`);

describe("predict", () => {
  it("times the failure of a constant wear to a minute", () => {
    const { timeOfEventHours } = run([machine(0.25), machine(0.9, 2)], speed(100));
    near(timeOfEventHours["seat"]?.[0], 750, 1 / 30);
    near(timeOfEventHours["seat"]?.[1], 50, 1 / 30);
    assert.equal(timeOfEventHours["screw"]?.[0], Number.POSITIVE_INFINITY);
  });

  it("times the failure of a Paris crack by the closed form from any start, with steps of up to four hours", () => {
    for (const damage of [0, 0.1, 0.5, 0.9]) {
      const load = () => ({ stress: 40 });
      const { timeOfEventHours } = predict(parisCrack, {}, [{ damage }], load, options(6000));
      const exact = hoursToGrow(crackOfDamage(damage), 0.02, 40);
      near(timeOfEventHours["shaft"]?.[0], exact, 0.004 * exact + 0.5);
    }
  });

  it("gives the log-normal distribution of life that log-normal wear rates have", () => {
    const random = createRandom(11);
    const states = Array.from({ length: 2000 }, () => linearWear.initial(linearWear.parameters, random));
    const lives = run(states, speed(100)).timeOfEventHours["seat"] ?? new Float64Array();
    const logs = lives.map((hours) => Math.log(hours / 1000));
    const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
    const sd = Math.sqrt(logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / logs.length);
    near(mean, 0, 0.015);
    near(sd, 0.2, 0.012);
  });

  it("does not know lives better than the course of the rates lets it, and stays right on average", () => {
    const states = Array.from({ length: 2000 }, () => machine());
    const lives = run(states, speed(100), { rates: { share: 1, memoryHours: 200 } }).timeOfEventHours["seat"];
    assert.ok(lives);
    const mean = lives.reduce((sum, hours) => sum + hours, 0) / lives.length;
    const sd = Math.sqrt(lives.reduce((sum, hours) => sum + (hours - mean) ** 2, 0) / lives.length);
    // Integral of an Ornstein–Uhlenbeck process from 0 over 1,000 h: variance s²τ²(2T/τ − 3 + 4e^−T/τ − e^−2T/τ).
    const expected = 0.2 * 200 * Math.sqrt(10 - 3 + 4 * Math.exp(-5) - Math.exp(-10));
    near(mean, 1000, 15);
    near(sd, expected, 0.12 * expected);
  });

  it("shortens life by the model's law when the speed rises by 15 %", () => {
    near(run([machine()], speed(115)).timeOfEventHours["seat"]?.[0], 1000 / 1.15 ** 3, 0.05);
  });

  it("counts output, energy and the downtime after a failure within the horizon", () => {
    const one = run([machine(0.5)], speed(100), {}, 700);
    near(one.throughput[0], 500 * 100, 5);
    near(one.energyKwh[0], 500, 0.1);
    near(one.downtimeHours[0], 200, 0.1);
    near(one.goodThroughput[0], 500 * 100 * (1 - 0.1 * 0.75), 20);
  });

  it("repairs a failed component where there is a policy, and counts what that costs in time", () => {
    const repair = { plannedHours: 4, unplannedHours: 24 };
    const one = run([machine(0.5)], speed(100), { repair }, 1600);
    assert.equal(one.unplannedRepairs[0], 2);
    near(one.downtimeHours[0], 48, 0.1);
    near(one.damageAtHorizon["seat"]?.[0], 0.052, 0.001);
    near(one.timeOfEventHours["seat"]?.[0], 500, 0.1);
  });

  it("lives longer by what maintenance restores", () => {
    const maintenance = { afterHours: 100, component: "seat" };
    const repair = { plannedHours: 4, unplannedHours: 24 };
    const one = run([machine(0.5)], speed(100), { repair, maintenance }, 200);
    assert.deepEqual([one.plannedRepairs[0], one.unplannedRepairs[0], one.downtimeHours[0]], [1, 0, 4]);
    const long = run([machine(0.5)], speed(100), { repair, maintenance, lifeHorizonHours: 2000 }, 200);
    near(long.timeOfEventHours["seat"]?.[0], 100 + 4 + 1000, 0.1);
  });

  it("tells of a component that has failed already at hour 0", () => {
    assert.equal(run([machine(1)], speed(100)).timeOfEventHours["seat"]?.[0], 0);
  });

  it("gives a sample the same luck whatever samples stand beside it", () => {
    const predicted = (count: number) => {
      const random = createRandom(1);
      const load = loadUncertainty(linearWear, speed(100), { random, startMs: START_MS, relativeSd: 0.1 });
      const states = Array.from({ length: count }, () => machine());
      return run(states, load as () => Numbers, { rates: {} }).timeOfEventHours["seat"]?.[2];
    };
    assert.equal(predicted(3), predicted(30));
  });

  it("refuses to start from nothing, and a model whose maintenance does not mend", () => {
    assert.throws(() => run([], speed(100)), { code: "TWIN-SIMULATION-006" });
    const broken: PhysicsModel = { ...linearWear, maintain: (state) => state };
    assert.throws(() => predict(broken, linearWear.parameters, [machine(1)], speed(100), options(10)), {
      code: "TWIN-SIMULATION-007",
    });
  });
});
