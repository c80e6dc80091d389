import type { DamageVariable, PhysicsModel } from "../../simulation/physics-model.ts";
import { healthOf } from "../shared/health-of.ts";
import { maintainDamage } from "../shared/maintain-damage.ts";
import { rateFactor } from "../shared/rate-factor.ts";
import { type Shift, shiftAt } from "../shared/shift.ts";
import type { ExtruderLoad, ExtruderParameters, ExtruderState } from "./extruder-types.ts";
import { extruderLoadFrom, extruderOutput, extruderPerformance } from "./output.ts";
import parameters from "./parameters.json" with { type: "json" };
import { stepExtruder } from "./wear.ts";

const damage: readonly DamageVariable[] = [
  {
    component: "coolingCircuit",
    failureMode: "scaling",
    state: "scaling",
    rate: "scalingRate",
    rateSpread: parameters.scalingRateSpread,
  },
  {
    component: "screw",
    failureMode: "screwWear",
    state: "screwWear",
    rate: "screwRate",
    rateSpread: parameters.screwRateSpread,
  },
];

const SCREW_RPM: Readonly<Record<Shift, number>> = { early: 82, late: 80, night: 78, weekend: 74 };

/** Single-screw extruder with a water-cooled barrel. Equations and sources stand in README.md beside this file. */
export const extruderCooling: PhysicsModel = {
  id: "extruder-cooling",
  parameters,
  loads: {
    screwSpeed: { label: "Screw speed", unit: "1/min", nominal: parameters.nominalScrewSpeedRpm, min: 30, max: 110 },
    coolingValve: { label: "Cooling valve", unit: "%", nominal: parameters.nominalValvePercent, min: 10, max: 100 },
  },
  damage,
  initial: (p: ExtruderParameters, random): ExtruderState => ({
    scaling: 0,
    screwWear: 0,
    scalingRate: rateFactor(p.scalingRateSpread, random),
    screwRate: rateFactor(p.screwRateSpread, random),
    barrelCel: p.referenceCel,
  }),
  loadFrom: (channels) => extruderLoadFrom(channels, parameters),
  step: (state: ExtruderState, load: ExtruderLoad, dtSeconds: number, p: ExtruderParameters) =>
    stepExtruder(state, load, dtSeconds, p),
  output: (state: ExtruderState, load: ExtruderLoad, p: ExtruderParameters) => extruderOutput(state, load, p),
  health: (state) => healthOf(damage, state),
  performance: (state: ExtruderState, load: ExtruderLoad, p: ExtruderParameters) => extruderPerformance(state, load, p),
  maintain: (state, component, _parameters, random) => maintainDamage(damage, state, component, random),
  noise: {
    screwSpeed: 0.15,
    throughput: 1,
    meltPressure: 1.2,
    motorTorque: 12,
    barrelTemperature: 0.6,
    coolingFlow: 0.06,
    coolantInletTemperature: 0.15,
    coolantOutletTemperature: 0.15,
  },
  plannedLoad: (timeMs) => ({
    screwSpeed: SCREW_RPM[shiftAt(timeMs)],
    coolingValve: parameters.nominalValvePercent,
  }),
};
