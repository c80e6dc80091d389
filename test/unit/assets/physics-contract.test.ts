import assert from "node:assert/strict";
import fc from "fast-check";
import { physicsModels } from "../../../models/assets/index.ts";
import { createRandom } from "../../../models/random/random.ts";
import type { Numbers, PhysicsModel } from "../../../models/simulation/physics-model.ts";
import { isFailed, runToFailure, START_MS } from "./run-to-failure.ts";

/** Shortest and longest life in hours that a machine may have at the planned load. */
const LIVES: Readonly<Record<string, readonly [number, number]>> = {
  "centrifugal-pump": [600, 2600],
  "induction-fan": [550, 2600],
  "cnc-spindle": [300, 3500],
  "extruder-cooling": [300, 2200],
  "generic-wear": [200, 7000],
};

/** A fiftieth of an hour's typical wear: matters only where scale stops growing within the hour. */
const NEGLIGIBLE = 2e-5;

const anyLoad = (model: PhysicsModel): fc.Arbitrary<Numbers> =>
  fc.record(
    Object.fromEntries(
      Object.entries(model.loads).map(([name, { min, max }]) => [name, fc.double({ min, max, noNaN: true })]),
    ),
  );

/** A load near the nominal one, as production asks for. */
const usualLoad = (model: PhysicsModel): fc.Arbitrary<Numbers> =>
  fc.record(
    Object.fromEntries(
      Object.entries(model.loads).map(([name, { nominal }]) => [
        name,
        fc.double({ min: 0.75 * nominal, max: 1.1 * nominal, noNaN: true }),
      ]),
    ),
  );

/** A machine somewhere in its life. */
const anyState = (model: PhysicsModel): fc.Arbitrary<Numbers> =>
  fc
    .tuple(fc.integer(), fc.array(fc.double({ min: 0, max: 0.98, noNaN: true }), { minLength: 2, maxLength: 2 }))
    .map(([seed, damages]) => ({
      ...model.initial(model.parameters, createRandom(seed)),
      ...Object.fromEntries(model.damage.map((one, i) => [one.state, damages[i] ?? 0])),
    }));

for (const model of Object.values(physicsModels)) {
  const p = model.parameters;
  describe(`physics of ${model.id}`, () => {
    it("never heals by itself and keeps damage and health between 0 and 1", () => {
      const property = fc.property(
        anyState(model),
        anyLoad(model),
        fc.double({ min: 1, max: 3600, noNaN: true }),
        (state, load, dtSeconds) => {
          const next = model.step(state, load, dtSeconds, p);
          for (const { state: key } of model.damage) {
            assert.ok((next[key] ?? -1) >= (state[key] ?? 0) && (next[key] ?? 2) <= 1, key);
          }
          for (const health of Object.values(model.health(next))) assert.ok(health >= 0 && health <= 1);
          for (const value of Object.values(model.output(next, load, p))) assert.ok(Number.isFinite(value));
        },
      );
      fc.assert(property, { numRuns: 300 });
    });

    it("wears the same in sixty steps of a minute as in one of an hour", () => {
      const property = fc.property(anyState(model), usualLoad(model), (state, load) => {
        const hour = model.step(state, load, 3600, p);
        let minutes = state;
        for (let i = 0; i < 60; i++) minutes = model.step(minutes, load, 60, p);
        for (const { state: key } of model.damage) {
          const grown = (hour[key] ?? 0) - (state[key] ?? 0);
          assert.ok(Math.abs((hour[key] ?? 0) - (minutes[key] ?? 0)) <= 0.05 * grown + NEGLIGIBLE, key);
        }
      });
      fc.assert(property, { numRuns: 100 });
    });

    it("fails within the stated hours for many machines", () => {
      const [shortest, longest] = LIVES[model.id] ?? [0, 0];
      for (let seed = 1; seed <= 60; seed++) {
        const { hours } = runToFailure(model, seed);
        assert.ok(hours >= shortest && hours <= longest, `seed ${seed} lives ${hours} h`);
      }
    });

    it("gives the same life for the same seed and another for another seed", () => {
      assert.deepEqual(runToFailure(model, 7), runToFailure(model, 7));
      assert.notEqual(runToFailure(model, 7).hours, runToFailure(model, 8).hours);
    });

    it("wears faster under the highest load than under the lowest", () => {
      const wearUnder = (pick: "min" | "max"): number => {
        const load = Object.fromEntries(Object.entries(model.loads).map(([name, input]) => [name, input[pick]]));
        let state = model.initial(p);
        for (let hour = 0; hour < 24; hour++) state = model.step(state, load, 3600, p);
        return Math.max(...model.damage.map((one) => state[one.state] ?? 0));
      };
      assert.ok(wearUnder("max") > 2 * wearUnder("min"));
    });

    it("stands still once it failed, cools down, and wears no further", () => {
      const load = model.plannedLoad(START_MS);
      let state = runToFailure(model, 3).state;
      const damage = model.damage.map((one) => state[one.state]);
      for (let hour = 0; hour < 24; hour++) state = model.step(state, load, 3600, p);
      assert.deepEqual(
        model.damage.map((one) => state[one.state]),
        damage,
      );
      const output = model.output(state, load, p);
      assert.equal(output["speed"] ?? output["screwSpeed"] ?? output["load"], 0);
      assert.equal(model.performance(state, load, p).throughputPerHour, 0);
      for (const [name, value] of Object.entries(output)) {
        if (/bearingTemperature|windingTemperature|barrelTemperature/.test(name)) assert.ok(value < 30, name);
      }
    });

    it("is as new after maintenance of the whole machine, with rate factors of its own", () => {
      const worn = runToFailure(model, 3).state;
      const renewed = model.maintain(worn, "all", p, createRandom(5));
      assert.equal(isFailed(model, renewed), false);
      for (const { state: key, rate } of model.damage) {
        assert.equal(renewed[key], 0);
        assert.ok(rate && renewed[rate] !== worn[rate]);
      }
    });

    it("leaves the other components alone when one is maintained, and names an unknown one", () => {
      const worn = runToFailure(model, 3).state;
      const [first, ...others] = model.damage;
      assert.ok(first);
      const renewed = model.maintain(worn, first.component, p);
      assert.equal(renewed[first.state], 0);
      for (const other of others) assert.equal(renewed[other.state], worn[other.state]);
      assert.throws(() => model.maintain(worn, "gearbox", p), { code: "TWIN-ASSET-001" });
    });

    it("reads the load back from the channels, whatever the wear", () => {
      const property = fc.property(anyState(model), fc.integer({ min: 0, max: 167 }), (worn, hour) => {
        const load = model.plannedLoad(START_MS + hour * 3_600_000);
        const state = model.step(worn, load, 36_000, p);
        if (isFailed(model, state)) return;
        const read = model.loadFrom(model.output(state, load, p));
        for (const [name, { nominal }] of Object.entries(model.loads)) {
          assert.ok(Math.abs((read[name] ?? 0) - (load[name] ?? 0)) < 0.02 * nominal, `${name} ${read[name]}`);
        }
      });
      fc.assert(property, { numRuns: 100 });
      for (const [name, { nominal }] of Object.entries(model.loads)) assert.equal(model.loadFrom({})[name], nominal);
    });
  });
}
