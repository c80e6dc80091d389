import type { DamageVariable, PhysicsModel } from "../../simulation/physics-model.ts";
import { healthOf } from "../shared/health-of.ts";
import { maintainDamage } from "../shared/maintain-damage.ts";
import { rateFactor } from "../shared/rate-factor.ts";
import { type Shift, shiftAt } from "../shared/shift.ts";
import { spindleLoadFrom, spindleOutput, spindlePerformance } from "./output.ts";
import parameters from "./parameters.json" with { type: "json" };
import type { SpindleLoad, SpindleParameters, SpindleState } from "./spindle-types.ts";
import { expectedRms, spindleWaveform } from "./waveform.ts";
import { stepSpindle } from "./wear.ts";

const damage: readonly DamageVariable[] = [
  {
    component: "frontBearing",
    failureMode: "spalling",
    state: "spall",
    rate: "spallRate",
    rateSpread: parameters.bearingRateSpread,
  },
];

/** Roughing by day, finishing at night, light work over the weekend. */
const PLAN: Readonly<Record<Shift, SpindleLoad>> = {
  early: { speed: 6000, cuttingForce: 310 },
  late: { speed: 6000, cuttingForce: 290 },
  night: { speed: 6200, cuttingForce: 240 },
  weekend: { speed: 5800, cuttingForce: 200 },
};

/** Milling spindle with a rolling bearing. Equations and sources stand in README.md beside this file. */
export const cncSpindle: PhysicsModel = {
  id: "cnc-spindle",
  parameters,
  loads: {
    speed: { label: "Speed", unit: "1/min", nominal: parameters.nominalSpeedRpm, min: 1000, max: 8000 },
    cuttingForce: { label: "Cutting force", unit: "N", nominal: parameters.nominalCuttingForceN, min: 0, max: 600 },
  },
  damage,
  initial: (p: SpindleParameters, random): SpindleState => ({
    spall: 0,
    spallRate: rateFactor(p.bearingRateSpread, random),
    bearingCel: p.ambientCel + p.bearingRiseK,
  }),
  loadFrom: (channels) => spindleLoadFrom(channels, parameters),
  step: (state: SpindleState, load: SpindleLoad, dtSeconds: number, p: SpindleParameters) =>
    stepSpindle(state, load, dtSeconds, p),
  output: (state: SpindleState, load: SpindleLoad, p: SpindleParameters) => spindleOutput(state, load, p),
  health: (state) => healthOf(damage, state),
  performance: (state: SpindleState, load: SpindleLoad, p: SpindleParameters) => spindlePerformance(state, load, p),
  maintain: (state, component, _parameters, random) => maintainDamage(damage, state, component, random),
  waveform: (state: SpindleState, load: SpindleLoad, random, p: SpindleParameters = parameters) =>
    spindleWaveform(state, load, random, p),
  featureOutput: (state: SpindleState, load: SpindleLoad, p: SpindleParameters) => ({
    "vibration.rms": expectedRms(state, load, p),
  }),
  noise: { speed: 4, torque: 0.06, motorPower: 0.05, bearingTemperature: 0.4, "vibration.rms": 0.25 },
  plannedLoad: (timeMs) => PLAN[shiftAt(timeMs)],
};
