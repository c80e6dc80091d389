import type { Performance } from "../../simulation/physics-model.ts";
import { clamp } from "../shared/clamp.ts";
import type { SpindleLoad, SpindleParameters, SpindleState } from "./spindle-types.ts";

const MM_PER_M = 1000;
const WATT_PER_KW = 1000;
const CM3_PER_MM3 = 1e-3;

/** Lever arm of the cutting force in m. */
const leverM = (p: SpindleParameters): number => p.cutterDiameterMm / 2 / MM_PER_M;

type SpindleChannels = {
  readonly speed: number;
  readonly torque: number;
  readonly motorPower: number;
  readonly bearingTemperature: number;
};

/** What the scalar sensors of the spindle would show without noise. */
export const spindleOutput = (state: SpindleState, load: SpindleLoad, p: SpindleParameters): SpindleChannels => {
  const speed = state.spall < 1 ? load.speed : 0;
  const friction = p.frictionTorqueNm * (1 + p.frictionRiseAtFailure * state.spall);
  const torque = speed > 0 ? load.cuttingForce * leverM(p) + friction : 0;
  const omega = (2 * Math.PI * speed) / 60;
  const idleKw = (p.idlePowerKw * speed) / p.nominalSpeedRpm;
  return {
    speed,
    torque,
    motorPower: (torque * omega) / WATT_PER_KW / p.driveEfficiency + idleKw,
    bearingTemperature: state.bearingCel,
  };
};

/** Speed as measured; the cutting force from the torque less the friction of a half-worn bearing. */
export const spindleLoadFrom = (channels: Readonly<Record<string, number>>, p: SpindleParameters): SpindleLoad => {
  const speed = Math.max(0, channels["speed"] ?? p.nominalSpeedRpm);
  const torque = channels["torque"];
  if (torque === undefined || speed < 1) return { speed, cuttingForce: p.nominalCuttingForceN };
  const friction = p.frictionTorqueNm * (1 + p.frictionRiseAtFailure / 2);
  return { speed, cuttingForce: Math.max(0, torque - friction) / leverM(p) };
};

/** Volume of chips cut, cutting power over specific energy; scrap grows as the rough bearing marks the work. */
export const spindlePerformance = (state: SpindleState, load: SpindleLoad, p: SpindleParameters): Performance => {
  const { speed, motorPower } = spindleOutput(state, load, p);
  const omega = (2 * Math.PI * speed) / 60;
  const cuttingW = load.cuttingForce * leverM(p) * omega;
  const scrap = p.scrapNew + p.scrapAtFailure * state.spall * state.spall;
  return {
    throughputPerHour: (cuttingW * 3600 * CM3_PER_MM3) / p.specificCuttingEnergyJMm3,
    throughputUnit: "cm3",
    powerKw: motorPower,
    quality: speed > 0 ? clamp(1 - scrap, 0, 1) : 0,
  };
};
