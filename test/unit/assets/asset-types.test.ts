import assert from "node:assert/strict";
import { Ajv } from "ajv";
import { bearingOrders, FRONT_BEARING } from "../../../models/assets/cnc-spindle/bearing-orders.ts";
import { assetTypes, physicsModels } from "../../../models/assets/index.ts";
import { AssetType } from "../../../models/twin/asset-type.ts";

const validate = new Ajv({ strict: false, allErrors: true }).compile(AssetType);

describe("shipped asset types", () => {
  for (const [id, type] of Object.entries(assetTypes)) {
    const model = physicsModels[type.physics ?? ""];

    it(`${id} obeys the schema of asset types`, () => {
      assert.ok(validate(type), JSON.stringify(validate.errors));
      assert.equal(type.id, id);
    });

    it(`${id} names the scalar channels that its physics gives, in the same order, and a noise for each`, () => {
      assert.ok(model);
      const scalars = Object.keys(type.channels).filter((name) => type.channels[name]?.kind === "scalar");
      const state = model.initial(model.parameters);
      assert.deepEqual(Object.keys(model.output(state, model.plannedLoad(0), model.parameters)), scalars);
      for (const name of scalars) assert.ok((model.noise[name] ?? 0) > 0, name);
    });

    it(`${id} has one failure mode for each damage variable of its physics`, () => {
      const modes = type.failureModes.map((mode) => [mode.component, mode.id]);
      assert.deepEqual(
        modes,
        model?.damage.map((one) => [one.component, one.failureMode]),
      );
      assert.deepEqual(
        type.components.map((one) => one.id),
        model?.damage.map((one) => one.component),
      );
    });

    it(`${id} reads health only from channels that it has`, () => {
      for (const component of type.components) {
        for (const { feature, healthy, failed } of component.indicators) {
          assert.ok((feature.split(".")[0] ?? "") in type.channels, feature);
          assert.notEqual(healthy, failed);
        }
      }
    });

    it(`${id} is within its normal ranges as new, whatever the shift`, () => {
      assert.ok(model);
      for (let hour = 0; hour < 168; hour++) {
        const load = model.plannedLoad(hour * 3_600_000);
        let state = model.initial(model.parameters);
        for (let settle = 0; settle < 12; settle++) state = model.step(state, load, 3600, model.parameters);
        for (const [name, value] of Object.entries(model.output(state, load, model.parameters))) {
          const { normal = {}, plausible } = type.channels[name] ?? {};
          assert.ok(value >= (normal.min ?? -Infinity) && value <= (normal.max ?? Infinity), `${name} ${value}`);
          assert.ok(plausible && value > plausible.min && value < plausible.max, name);
        }
      }
    });
  }

  it("carries the spindle's defect frequencies as its bearing's geometry gives them", () => {
    const shipped = assetTypes["cnc-spindle"]?.bearings?.[0];
    const computed = bearingOrders(FRONT_BEARING);
    for (const line of ["bpfo", "bpfi", "bsf", "ftf"] as const) {
      assert.ok(shipped && Math.abs(shipped[line] - computed[line]) < 5e-5, line);
    }
  });
});
