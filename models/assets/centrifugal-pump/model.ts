import type { DamageVariable, PhysicsModel } from "../../simulation/physics-model.ts";
import { healthOf } from "../shared/health-of.ts";
import { maintainDamage } from "../shared/maintain-damage.ts";
import { rateFactor } from "../shared/rate-factor.ts";
import { type Shift, shiftAt } from "../shared/shift.ts";
import { pumpLoadFrom, pumpOutput, pumpPerformance } from "./output.ts";
import parameters from "./parameters.json" with { type: "json" };
import type { PumpLoad, PumpParameters, PumpState } from "./pump-types.ts";
import { stepPump } from "./wear.ts";

const damage: readonly DamageVariable[] = [
  {
    component: "impeller",
    failureMode: "impellerWear",
    state: "impellerWear",
    rate: "impellerRate",
    rateSpread: parameters.impellerRateSpread,
  },
  {
    component: "bearing",
    failureMode: "bearingWear",
    state: "bearingWear",
    rate: "bearingRate",
    rateSpread: parameters.bearingRateSpread,
  },
];

/** The motor runs at one speed; the process sets the valve. */
const VALVE_PERCENT: Readonly<Record<Shift, number>> = { early: 75, late: 72, night: 66, weekend: 60 };

/** Centrifugal pump on a throttled pipe. Equations and sources stand in README.md beside this file. */
export const centrifugalPump: PhysicsModel = {
  id: "centrifugal-pump",
  parameters,
  loads: {
    speed: { label: "Speed", unit: "1/min", nominal: parameters.nominalSpeedRpm, min: 1500, max: 3500 },
    valveOpening: { label: "Valve opening", unit: "%", nominal: parameters.nominalValvePercent, min: 20, max: 100 },
  },
  damage,
  initial: (p: PumpParameters, random): PumpState => ({
    impellerWear: 0,
    bearingWear: 0,
    impellerRate: rateFactor(p.impellerRateSpread, random),
    bearingRate: rateFactor(p.bearingRateSpread, random),
    bearingCel: p.ambientCel + p.bearingRiseK,
  }),
  loadFrom: (channels) => pumpLoadFrom(channels, parameters),
  step: (state: PumpState, load: PumpLoad, dtSeconds: number, p: PumpParameters) => stepPump(state, load, dtSeconds, p),
  output: (state: PumpState, load: PumpLoad, p: PumpParameters) => pumpOutput(state, load, p),
  health: (state) => healthOf(damage, state),
  performance: (state: PumpState, load: PumpLoad, p: PumpParameters) => pumpPerformance(state, load, p),
  maintain: (state, component, _parameters, random) => maintainDamage(damage, state, component, random),
  noise: {
    speed: 2,
    flow: 0.8,
    suctionPressure: 0.01,
    dischargePressure: 0.03,
    motorPower: 0.15,
    bearingTemperature: 0.4,
    vibrationVelocity: 0.08,
  },
  plannedLoad: (timeMs) => ({
    speed: parameters.nominalSpeedRpm,
    valveOpening: VALVE_PERCENT[shiftAt(timeMs)],
  }),
};
