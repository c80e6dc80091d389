import assert from "node:assert/strict";
import { assetTypes, physicsModels } from "../../../models/assets/index.ts";
import { baseFeaturesOf } from "../../../models/prognosis/base-features.ts";
import { baseValues } from "../../../models/prognosis/base-values.ts";
import { physicsReference } from "../../../models/prognosis/physics-reference.ts";
import type { PhysicsModel } from "../../../models/simulation/physics-model.ts";
import type { AssetType } from "../../../models/twin/asset-type.ts";

const of = (id: string) => ({ type: assetTypes[id] as AssetType, model: physicsModels[id] as PhysicsModel });

describe("base features", () => {
  it("are the mean of every scalar channel, then the excess of those that the physics computes and no load is", () => {
    const { type, model } = of("centrifugal-pump");
    const names = baseFeaturesOf(type, model).map(({ name }) => name);
    assert.ok(names.includes("speed.mean") && !names.includes("speed.excess"));
    assert.ok(names.includes("dischargePressure.excess"));
  });

  it("have the unit of their channel, or of the feature of their waveform", () => {
    const { type, model } = of("cnc-spindle");
    const units = new Map(baseFeaturesOf(type, model).map(({ name, unit }) => [name, unit]));
    assert.equal(units.get("vibration.velocityRms"), "mm/s");
    assert.equal(units.get("vibration.kurtosis"), "1");
    assert.equal(units.get("torque.mean"), "N.m");
  });

  it("have no excess on a machine as new, at any load", () => {
    const { type, model } = of("centrifugal-pump");
    const bases = baseFeaturesOf(type, model);
    const valuesOf = baseValues(bases, model, model.parameters);
    for (const valveOpening of [50, 70, 90]) {
      const load = { speed: 2900, valveOpening };
      const output = model.output(model.initial(model.parameters), load, model.parameters);
      const means = new Map(Object.entries(output).map(([channel, value]) => [`${channel}.mean`, value]));
      bases.forEach(({ name, source }, i) => {
        const value = valuesOf(means)[i] ?? Number.NaN;
        if (source === "excess") assert.ok(Math.abs(value) < 1e-6, `${name} ${value}`);
      });
    }
  });

  it("show wear as an excess", () => {
    const { type, model } = of("centrifugal-pump");
    const bases = baseFeaturesOf(type, model);
    const worn = { ...model.initial(model.parameters), impellerWear: 0.8 };
    const output = model.output(worn, model.loadFrom({}), model.parameters);
    const means = new Map(Object.entries(output).map(([channel, value]) => [`${channel}.mean`, value]));
    const at = bases.findIndex(({ name }) => name === "dischargePressure.excess");
    assert.ok((baseValues(bases, model, model.parameters)(means)[at] ?? 0) < -0.3);
  });

  it("are NaN where nothing was measured", () => {
    const { type, model } = of("centrifugal-pump");
    const values = baseValues(baseFeaturesOf(type, model), model, model.parameters)(new Map());
    assert.ok(values.every(Number.isNaN));
  });

  it("rest on numbers of the physics that a card can hold", () => {
    const { model } = of("induction-fan");
    const reference = physicsReference(model, model.parameters);
    assert.deepEqual(JSON.parse(JSON.stringify(reference)), reference);
    assert.notDeepEqual(physicsReference(model, { ...model.parameters, ratedShaftKw: 17, nominalSpeedRpm: 1400 }), {
      ...reference,
    });
  });
});
