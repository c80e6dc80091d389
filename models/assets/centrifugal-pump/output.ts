import type { Performance } from "../../simulation/physics-model.ts";
import { clamp } from "../shared/clamp.ts";
import {
  flowM3H,
  headFromPressures,
  headM,
  headToBar,
  motorPowerKw,
  shutOffHeadM,
  valveFromCurve,
} from "./hydraulics.ts";
import type { PumpLoad, PumpParameters, PumpState } from "./pump-types.ts";
import { pumpFailed } from "./wear.ts";

type PumpChannels = {
  readonly speed: number;
  readonly flow: number;
  readonly suctionPressure: number;
  readonly dischargePressure: number;
  readonly motorPower: number;
  readonly bearingTemperature: number;
  readonly vibrationVelocity: number;
};

/** Velocity RMS in mm/s on the bearing housing: sum of squares of what each cause adds, in proportion to speed. */
const vibrationMmS = (state: PumpState, speedRpm: number, p: PumpParameters): number => {
  const bearing = p.vibrationBearingMmS * state.bearingWear;
  const impeller = p.vibrationImpellerMmS * state.impellerWear;
  return (Math.hypot(p.vibrationNewMmS, bearing, impeller) * speedRpm) / p.nominalSpeedRpm;
};

/** What the sensors of the pump would show without noise. */
export const pumpOutput = (state: PumpState, load: PumpLoad, p: PumpParameters): PumpChannels => {
  const speed = pumpFailed(state) ? 0 : load.speed;
  const turning = { speed, valveOpening: load.valveOpening };
  const flow = flowM3H(turning, state.impellerWear, p);
  const suctionPressure = p.suctionPressureBar - p.suctionLossBarPerFlowSquared * flow * flow;
  // Where nothing flows, the check valve keeps the static head off the pump: it sees its own shut-off head.
  const head = flow > 0 ? headM(speed, state.impellerWear, flow, p) : shutOffHeadM(speed, state.impellerWear, p);
  return {
    speed,
    flow,
    suctionPressure,
    dischargePressure: suctionPressure + headToBar(head, p),
    motorPower: motorPowerKw(speed, state.impellerWear, flow, p),
    bearingTemperature: state.bearingCel,
    vibrationVelocity: vibrationMmS(state, speed, p),
  };
};

/** Speed as measured; the valve from flow and head by the system curve. */
export const pumpLoadFrom = (channels: Readonly<Record<string, number>>, p: PumpParameters): PumpLoad => {
  const { flow, suctionPressure, dischargePressure } = channels;
  const measured = flow !== undefined && suctionPressure !== undefined && dischargePressure !== undefined;
  const valve = measured
    ? valveFromCurve(flow, headFromPressures(suctionPressure, dischargePressure, p), p)
    : undefined;
  return {
    speed: Math.max(0, channels["speed"] ?? p.nominalSpeedRpm),
    valveOpening: valve ?? p.nominalValvePercent,
  };
};

/** Flow delivered; it is good as far as it reaches the pressure that its users need. */
export const pumpPerformance = (state: PumpState, load: PumpLoad, p: PumpParameters): Performance => {
  const { flow, dischargePressure, motorPower } = pumpOutput(state, load, p);
  return {
    throughputPerHour: flow,
    throughputUnit: "m3",
    powerKw: motorPower,
    quality: flow > 0 ? clamp(dischargePressure / p.requiredPressureBar, 0, 1) : 0,
  };
};
