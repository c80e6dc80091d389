import assert from "node:assert/strict";
import {
  barrelCourse,
  coolantOutletCel,
  coolingFlowLMin,
  coolingWPerK,
} from "../../../models/assets/extruder-cooling/cooling.ts";
import { referenceTorqueNm, screwPowerW, throughputKgH } from "../../../models/assets/extruder-cooling/melt.ts";
import p from "../../../models/assets/extruder-cooling/parameters.json" with { type: "json" };
import { scalingPerHour } from "../../../models/assets/extruder-cooling/wear.ts";

const near = (actual: number, expected: number, relative = 1e-9): void =>
  assert.ok(Math.abs(actual - expected) <= relative * Math.abs(expected), `${actual} is not ${expected}`);

describe("extruder with cooling", () => {
  it("yields its rated throughput as new and leaks with the cube of the clearance", () => {
    near(throughputKgH(80, 0, p), 200);
    const clearance = 1 + p.clearanceGrowthAtFailure;
    near(throughputKgH(80, 1, p), (200 * 1.05) / (1 + 0.05 * clearance ** 3));
  });

  it("balances heat at the temperature where the barrel settles", () => {
    for (const scaling of [0, 0.5, 1]) {
      const { settlesAtCel } = barrelCourse(80, 60, scaling, p);
      const flow = coolingFlowLMin(60, scaling, p);
      const viscosity = 1 - p.viscosityPerK * (settlesAtCel - 200);
      const heat = p.barrelHeatShare * screwPowerW(80, referenceTorqueNm(80, p)) * viscosity;
      const cooled = coolingWPerK(flow, scaling, p) * (settlesAtCel - p.coolantInletCel);
      near(heat, cooled + p.ambientConductanceWPerK * (settlesAtCel - p.ambientCel));
    }
  });

  it("warms the coolant by the heat that it takes", () => {
    const flow = coolingFlowLMin(60, 0.3, p);
    const outlet = coolantOutletCel(210, flow, 0.3, p);
    const carriedW = (flow / 60) * p.coolantHeatCapacityJPerLK * (outlet - p.coolantInletCel);
    near(carriedW, coolingWPerK(flow, 0.3, p) * (210 - p.coolantInletCel));
  });

  it("runs hotter as scale grows and cooler as the valve opens", () => {
    const at = (valve: number, scaling: number): number => barrelCourse(80, valve, scaling, p).settlesAtCel;
    assert.ok(at(60, 1) > at(60, 0) + 35);
    assert.ok(at(80, 0.5) < at(60, 0.5));
  });

  it("follows the curve of Kern and Seaton at a steady temperature and flow", () => {
    let scaling = 0;
    const flow = (p.coolantFlowFullLMin * p.nominalValvePercent) / 100;
    const rate = -Math.log1p(-1 / p.scalingAsymptote) / p.scalingLifeHours;
    for (let hour = 1; hour <= p.scalingLifeHours; hour++) {
      const state = { scaling, screwWear: 0, scalingRate: 1, screwRate: 1, barrelCel: p.referenceCel };
      scaling += scalingPerHour(state, 1, flow, p);
      if (hour % 100 === 0) near(scaling, p.scalingAsymptote * (1 - Math.exp(-rate * hour)), 2e-3);
    }
    near(scaling, 1, 2e-3);
  });

  it("never loses scale, even where removal would outweigh deposition", () => {
    const state = { scaling: 0.95, screwWear: 0, scalingRate: 1, screwRate: 1, barrelCel: 60 };
    assert.equal(scalingPerHour(state, 2 ** (-140 / 40), 20, p), 0);
  });
});
