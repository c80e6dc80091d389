import { clamp } from "../shared/clamp.ts";
import type { PumpLoad, PumpParameters } from "./pump-types.ts";

const GRAVITY_M_S2 = 9.81;
const PASCAL_PER_BAR = 1e5;
const SECONDS_PER_HOUR = 3600;
const WATT_PER_KW = 1000;
/** A valve is never tighter than this: the system curve stays finite. */
const LEAST_OPENING = 0.05;

/** Resistance of pipe and valve in m/(m³/h)². The valve's falls with the square of its opening. */
export const systemResistance = (valvePercent: number, p: PumpParameters): number => {
  const opening = clamp(valvePercent / 100, LEAST_OPENING, 1);
  return p.pipeResistance + p.valveResistance / (opening * opening);
};

/** Head at zero flow in m: rises with the square of speed (affinity law), falls as the impeller wears. */
export const shutOffHeadM = (speedRpm: number, impellerWear: number, p: PumpParameters): number => {
  const ratio = speedRpm / p.nominalSpeedRpm;
  return p.shutOffHeadM * (1 - p.headLossAtFailure * impellerWear) * ratio * ratio;
};

/**
 * Flow in m³/h at which the pump's curve H = H₀·k(wear)·ν² − a·Q² meets the system's H = Hₛ + R·Q²; 0 where the pump
 * can't lift the static head (a check valve holds the column).
 */
export const flowM3H = (load: PumpLoad, impellerWear: number, p: PumpParameters): number => {
  const surplusM = shutOffHeadM(load.speed, impellerWear, p) - p.staticHeadM;
  if (surplusM <= 0) return 0;
  return Math.sqrt(surplusM / (p.headFallPerFlowSquared + systemResistance(load.valveOpening, p)));
};

/** Head of the pump in m at a flow in m³/h. */
export const headM = (speedRpm: number, impellerWear: number, flow: number, p: PumpParameters): number =>
  shutOffHeadM(speedRpm, impellerWear, p) - p.headFallPerFlowSquared * flow * flow;

/** Pressure in bar of a column of `head` metres: p = ρ·g·H. */
export const headToBar = (head: number, p: PumpParameters): number =>
  (p.densityKgM3 * GRAVITY_M_S2 * head) / PASCAL_PER_BAR;

/** Efficiency: a parabola around the best point, which moves with speed, lowered by wear. */
export const efficiency = (speedRpm: number, impellerWear: number, flow: number, p: PumpParameters): number => {
  const bestFlow = (p.bestEfficiencyFlowM3H * speedRpm) / p.nominalSpeedRpm;
  const off = flow / bestFlow - 1;
  const shape = Math.max(0.2, 1 - p.efficiencyCurvature * off * off);
  return p.bestEfficiency * shape * (1 - p.efficiencyLossAtFailure * impellerWear);
};

/** Electrical power in kW: hydraulic power ρ·g·Q·H over the efficiencies, and idle losses with the cube of speed. */
export const motorPowerKw = (speedRpm: number, impellerWear: number, flow: number, p: PumpParameters): number => {
  if (speedRpm <= 0) return 0;
  const pressurePa = headToBar(headM(speedRpm, impellerWear, flow, p), p) * PASCAL_PER_BAR;
  const hydraulicKw = (pressurePa * flow) / SECONDS_PER_HOUR / WATT_PER_KW;
  const ratio = speedRpm / p.nominalSpeedRpm;
  const shaftKw = hydraulicKw / efficiency(speedRpm, impellerWear, flow, p) + p.idlePowerKw * ratio ** 3;
  return shaftKw / p.motorEfficiency;
};

/**
 * The valve opening in percent that explains a flow and a head: the system curve solved for the valve, which holds
 * whatever the wear. Undefined where nothing flows.
 */
export const valveFromCurve = (flow: number, head: number, p: PumpParameters): number | undefined => {
  const valve = (head - p.staticHeadM) / (flow * flow) - p.pipeResistance;
  if (!(flow > 1) || !(valve > 0)) return undefined;
  return clamp(100 * Math.sqrt(p.valveResistance / valve), 100 * LEAST_OPENING, 100);
};

/** Head in m between suction and discharge pressure in bar. */
export const headFromPressures = (suctionBar: number, dischargeBar: number, p: PumpParameters): number =>
  ((dischargeBar - suctionBar) * PASCAL_PER_BAR) / (p.densityKgM3 * GRAVITY_M_S2);
