import assert from "node:assert/strict";
import fc from "fast-check";
import { airflowM3H, fanVibrationMmS, shaftPowerKw } from "../../../models/assets/induction-fan/air.ts";
import { inductionFan } from "../../../models/assets/induction-fan/model.ts";
import { copperLossW, motorPoint, windingCourse } from "../../../models/assets/induction-fan/motor.ts";
import p from "../../../models/assets/induction-fan/parameters.json" with { type: "json" };
import { ageingRule } from "../../../models/assets/induction-fan/wear.ts";
import { doublingRate } from "../../../models/assets/shared/mean-doubling.ts";

const near = (actual: number, expected: number, relative = 1e-9): void =>
  assert.ok(Math.abs(actual - expected) <= relative * Math.abs(expected), `${actual} is not ${expected}`);

describe("fan with induction motor", () => {
  it("moves its rated air flow as new", () => {
    near(airflowM3H({ speed: 1450, damperOpening: 80 }, 0, p), 20000, 0.001);
  });

  it("obeys the fan laws: flow with speed, shaft power with its cube", () => {
    const property = fc.property(
      fc.double({ min: 300, max: 1700, noNaN: true }),
      fc.double({ min: 20, max: 100, noNaN: true }),
      (speed, damperOpening) => {
        const rated = { speed: 1450, damperOpening };
        const full = airflowM3H(rated, 0, p);
        const flow = airflowM3H({ speed, damperOpening }, 0, p);
        near(flow, (full * speed) / 1450);
        near(shaftPowerKw({ speed, damperOpening }, 0, flow, p), shaftPowerKw(rated, 0, full, p) * (speed / 1450) ** 3);
      },
    );
    fc.assert(property);
  });

  it("ages its insulation twice as fast every 10 K", () => {
    const rule = ageingRule(p);
    assert.equal(doublingRate(95, rule), 1);
    near(doublingRate(105, rule), 2);
    near(doublingRate(75, rule), 0.25);
  });

  it("balances heat at the temperature where the winding settles", () => {
    const point = motorPoint(15, 1450, 0.4, p);
    const { settlesAtCel } = windingCourse(point, 0.4, 24, p);
    const resistance = p.thermalResistanceKPerW * (1 + p.thermalResistanceRiseAtFailure * 0.4);
    near((settlesAtCel - 24) / resistance, point.constantHeatW + copperLossW(point, settlesAtCel, p));
  });

  it("draws the current of its active power and its magnetising current at a right angle", () => {
    const point = motorPoint(16, 1450, 0, p);
    near(point.slip, p.ratedSlip);
    const active = 16000 / (1 - p.ratedSlip) / (Math.sqrt(3) * 400);
    near(point.currentA, Math.hypot(active, p.magnetisingCurrentA));
  });

  it("shakes by the unbalance of ISO 21940-11: eccentricity times angular speed", () => {
    const e = (1000 * p.foulingMassAtFailureKg * p.foulingUnevenShare * p.impellerRadiusM) / p.rotorMassKg;
    const unbalance = p.housingTransmissibility * e * ((2 * Math.PI * 1450) / 60);
    near(fanVibrationMmS(1450, 1, p), Math.hypot(p.vibrationNewMmS, unbalance));
    assert.ok(fanVibrationMmS(1450, 1, p) > 7.1, "beyond zone C of ISO 20816-3");
  });

  it("lives shorter in hot surroundings", () => {
    const age = (ambientTemperature: number): number => {
      let state = inductionFan.initial(p);
      const load = { speed: 1450, damperOpening: 80, ambientTemperature };
      for (let hour = 0; hour < 100; hour++) state = inductionFan.step(state, load, 3600, p);
      return state["insulationAge"] ?? 0;
    };
    assert.ok(age(34) > 1.8 * age(24));
  });
});
