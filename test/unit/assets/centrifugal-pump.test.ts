import assert from "node:assert/strict";
import fc from "fast-check";
import { flowM3H, headM, motorPowerKw } from "../../../models/assets/centrifugal-pump/hydraulics.ts";
import { centrifugalPump } from "../../../models/assets/centrifugal-pump/model.ts";
import p from "../../../models/assets/centrifugal-pump/parameters.json" with { type: "json" };
import { bearingWearAfter } from "../../../models/assets/centrifugal-pump/wear.ts";

const near = (actual: number, expected: number, relative = 1e-9): void =>
  assert.ok(Math.abs(actual - expected) <= relative * Math.abs(expected), `${actual} is not ${expected}`);

describe("centrifugal pump", () => {
  it("delivers its rated flow at its rated head as new", () => {
    const flow = flowM3H({ speed: 2900, valveOpening: 70 }, 0, p);
    near(flow, 100, 0.001);
    near(headM(2900, 0, flow, p), 50, 0.001);
  });

  it("obeys the affinity laws: flow with speed, head with its square, power with its cube", () => {
    const friction = { ...p, staticHeadM: 0 };
    const property = fc.property(fc.double({ min: 1000, max: 3500, noNaN: true }), (speed) => {
      const ratio = speed / 2900;
      const full = flowM3H({ speed: 2900, valveOpening: 70 }, 0, friction);
      const flow = flowM3H({ speed, valveOpening: 70 }, 0, friction);
      near(flow, full * ratio);
      near(headM(speed, 0, flow, friction), headM(2900, 0, full, friction) * ratio ** 2);
      near(motorPowerKw(speed, 0, flow, friction), motorPowerKw(2900, 0, full, friction) * ratio ** 3);
    });
    fc.assert(property);
  });

  it("meets the system curve at every valve opening", () => {
    for (const valveOpening of [20, 50, 80, 100]) {
      const flow = flowM3H({ speed: 2900, valveOpening }, 0.3, p);
      const resistance = p.pipeResistance + p.valveResistance / (valveOpening / 100) ** 2;
      near(headM(2900, 0.3, flow, p), p.staticHeadM + resistance * flow ** 2);
    }
  });

  it("delivers nothing when it can't lift the static head", () => {
    assert.equal(flowM3H({ speed: 1200, valveOpening: 100 }, 0, p), 0);
  });

  it("loses 30 % of its shut-off head by the time the impeller has failed", () => {
    near(headM(2900, 1, 0, p), 0.7 * headM(2900, 0, 0, p));
  });

  it("wears its bearing out in the rated life at the nominal load, ever faster", () => {
    const state = { impellerWear: 0, bearingWear: 0, impellerRate: 1, bearingRate: 1, bearingCel: 47 };
    near(bearingWearAfter(state, 1, p.bearingLifeHours, p), 1);
    assert.ok(bearingWearAfter(state, 1, p.bearingLifeHours / 2, p) < 0.5);
  });

  it("settles at the bearing temperature of the heat balance", () => {
    const load = { speed: 2900, valveOpening: 70 };
    let state = { ...centrifugalPump.initial(p), bearingWear: 0.5, bearingRate: 0 };
    for (let hour = 0; hour < 12; hour++) state = { ...state, ...centrifugalPump.step(state, load, 3600, p) };
    near(centrifugalPump.output(state, load, p)["bearingTemperature"] ?? 0, 22 + 25 * 1.75, 1e-4);
  });
});
