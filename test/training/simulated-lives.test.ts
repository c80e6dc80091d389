import assert from "node:assert/strict";
import { assetTypes, physicsModels } from "../../models/assets/index.ts";
import { baseFeaturesOf } from "../../models/prognosis/base-features.ts";
import { createRandom } from "../../models/random/random.ts";
import type { PhysicsModel } from "../../models/simulation/physics-model.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";
import { componentRows } from "../../scripts/training/component-rows.ts";
import { type MachineLife, simulateMachine } from "../../scripts/training/simulate-machine.ts";

const type = assetTypes["extruder-cooling"] as AssetType;
const model = physicsModels["extruder-cooling"] as PhysicsModel;
const simulate = (seed: number) => simulateMachine(type, model, baseFeaturesOf(type, model), createRandom(seed));

describe("a simulated life", () => {
  const life = simulate(4);

  it("ends when every component has failed once", () => {
    const last = Math.max(...Object.values(life.failureHours));
    assert.deepEqual(Object.keys(life.failureHours).sort(), ["coolingCircuit", "screw"]);
    assert.equal(life.windows.length, Math.ceil(last));
    assert.ok(life.windows.every((window) => window.every(Number.isFinite)));
  });

  it("gives one component the same rows where the machine is run for it alone", () => {
    const alone = simulateMachine(type, model, baseFeaturesOf(type, model), createRandom(4), "screw");
    const rows = (of: MachineLife) => componentRows(of, "screw", { anywhere: 20 }, createRandom(1));
    assert.deepEqual(rows(alone), rows(life));
  });

  it("is the same for the same seed, and another for another", () => {
    assert.deepEqual(simulate(4), life);
    assert.notDeepEqual(simulate(5).failureHours, life.failureHours);
  });

  it("gives rows with at least a day of history and the hours to the failure", () => {
    const rows = componentRows(life, "screw", { anywhere: 200 }, createRandom(1));
    const failure = life.failureHours["screw"] ?? 0;
    assert.equal(rows.length, 200);
    for (const { rulHours, vector } of rows) {
      assert.ok(rulHours >= 0 && rulHours <= failure - 24);
      assert.ok(vector.every(Number.isFinite));
      assert.ok((vector.at(-1) ?? 0) >= 24);
    }
  });

  it("gives rows of the last weeks where they are asked for", () => {
    const draw = { anywhere: 0, lastHours: { rows: 50, hours: 100 } };
    const rows = componentRows(life, "screw", draw, createRandom(1));
    assert.ok(rows.length === 50 && rows.every(({ rulHours }) => rulHours <= 101));
  });
});
