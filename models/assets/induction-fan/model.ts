import type { DamageVariable, PhysicsModel } from "../../simulation/physics-model.ts";
import { healthOf } from "../shared/health-of.ts";
import { maintainDamage } from "../shared/maintain-damage.ts";
import { rateFactor } from "../shared/rate-factor.ts";
import { type Shift, shiftAt } from "../shared/shift.ts";
import type { FanLoad, FanParameters, FanState } from "./fan-types.ts";
import { fanLoadFrom, fanOutput, fanPerformance } from "./output.ts";
import parameters from "./parameters.json" with { type: "json" };
import { stepFan } from "./wear.ts";

const damage: readonly DamageVariable[] = [
  {
    component: "winding",
    failureMode: "insulationAgeing",
    state: "insulationAge",
    rate: "insulationRate",
    rateSpread: parameters.insulationRateSpread,
  },
  {
    component: "impeller",
    failureMode: "fouling",
    state: "fouling",
    rate: "foulingRate",
    rateSpread: parameters.foulingRateSpread,
  },
];

const DAMPER_PERCENT: Readonly<Record<Shift, number>> = { early: 84, late: 82, night: 76, weekend: 70 };

const HOURS_PER_DAY = 24;
const WARMEST_HOUR = 15;
const HOUR_MS = 3_600_000;

/** Daily course of the ambient temperature in °C, warmest at 15:00. */
const ambientCel = (timeMs: number): number => {
  const phase = (2 * Math.PI * (timeMs / HOUR_MS - WARMEST_HOUR)) / HOURS_PER_DAY;
  return parameters.ambientCel + parameters.ambientDailySwingK * Math.cos(phase);
};

/** Fan on a damped duct, driven by an induction motor. Equations and sources stand in README.md beside this file. */
export const inductionFan: PhysicsModel = {
  id: "induction-fan",
  parameters,
  loads: {
    speed: { label: "Speed", unit: "1/min", nominal: parameters.nominalSpeedRpm, min: 600, max: 1700 },
    damperOpening: { label: "Damper opening", unit: "%", nominal: parameters.nominalDamperPercent, min: 20, max: 100 },
  },
  damage,
  initial: (p: FanParameters, random): FanState => ({
    insulationAge: 0,
    fouling: 0,
    insulationRate: rateFactor(p.insulationRateSpread, random),
    foulingRate: rateFactor(p.foulingRateSpread, random),
    windingCel: p.ageingReferenceCel,
  }),
  loadFrom: (channels) => fanLoadFrom(channels, parameters),
  step: (state: FanState, load: FanLoad, dtSeconds: number, p: FanParameters) => stepFan(state, load, dtSeconds, p),
  output: (state: FanState, load: FanLoad, p: FanParameters) => fanOutput(state, load, p),
  health: (state) => healthOf(damage, state),
  performance: (state: FanState, load: FanLoad, p: FanParameters) => fanPerformance(state, load, p),
  maintain: (state, component, _parameters, random) => maintainDamage(damage, state, component, random),
  noise: {
    speed: 1.5,
    airflow: 120,
    motorCurrent: 0.25,
    motorPower: 0.12,
    windingTemperature: 0.6,
    ambientTemperature: 0.3,
    vibrationVelocity: 0.08,
  },
  plannedLoad: (timeMs) => ({
    speed: parameters.nominalSpeedRpm,
    damperOpening: DAMPER_PERCENT[shiftAt(timeMs)],
    ambientTemperature: ambientCel(timeMs),
  }),
};
