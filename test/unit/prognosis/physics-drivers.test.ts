import assert from "node:assert/strict";
import { physicsModels } from "../../../models/assets/index.ts";
import { physicsDrivers } from "../../../models/prognosis/physics-drivers.ts";
import type { PhysicsModel } from "../../../models/simulation/physics-model.ts";

const pump = physicsModels["centrifugal-pump"] as PhysicsModel;
const worn = { ...pump.initial(pump.parameters), bearingWear: 0.4 };
const drivers = (habit: Record<string, number>) =>
  physicsDrivers(pump, pump.parameters, "bearing", [worn, worn], pump.plannedLoad, habit, Date.UTC(2026, 0, 5));

describe("what drives a physics forecast", () => {
  it("is the damage and how fast it grows", () => {
    const [wear, ...others] = drivers({});
    assert.equal(wear?.feature, "bearingWear");
    assert.match(wear?.text ?? "", /^Damage 40 %, growing by \d\.\d % a day$/);
    assert.deepEqual(others, []);
  });

  it("is also a load that is off its plan", () => {
    const texts = drivers({ speed: 1.12, valveOpening: 0.99 }).map(({ text }) => text);
    assert.equal(texts[1], "Speed 12 % above its plan");
    assert.equal(texts.length, 2);
  });
});
