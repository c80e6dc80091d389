import { clamp } from "../shared/clamp.ts";
import type { FanLoad, FanParameters } from "./fan-types.ts";

const SECONDS_PER_HOUR = 3600;
const WATT_PER_KW = 1000;
/** A damper is never tighter than this: the system curve stays finite. */
const LEAST_OPENING = 0.05;

/** Resistance of duct and damper in Pa/(m³/h)². */
export const ductResistance = (damperPercent: number, p: FanParameters): number => {
  const opening = clamp(damperPercent / 100, LEAST_OPENING, 1);
  return p.ductResistance + p.damperResistance / (opening * opening);
};

/** Pressure rise in Pa at zero flow: with the square of speed (fan law), less as dirt changes the blades' shape. */
export const shutOffPressurePa = (speedRpm: number, fouling: number, p: FanParameters): number => {
  const ratio = speedRpm / p.nominalSpeedRpm;
  return p.shutOffPressurePa * (1 - p.pressureLossAtFailure * fouling) * ratio * ratio;
};

/** Air flow in m³/h where the fan's curve Δp = Δp₀·ν² − a·Q² meets the duct's Δp = R·Q². */
export const airflowM3H = (load: FanLoad, fouling: number, p: FanParameters): number =>
  Math.sqrt(
    shutOffPressurePa(load.speed, fouling, p) / (p.pressureFallPerFlowSquared + ductResistance(load.damperOpening, p)),
  );

/** Shaft power in kW: Δp·Q over the efficiency, which is a parabola around the best flow and falls with fouling. */
export const shaftPowerKw = (load: FanLoad, fouling: number, airflow: number, p: FanParameters): number => {
  if (load.speed <= 0) return 0;
  const bestFlow = (p.bestEfficiencyFlowM3H * load.speed) / p.nominalSpeedRpm;
  const off = airflow / bestFlow - 1;
  const shape = Math.max(0.2, 1 - p.efficiencyCurvature * off * off);
  const efficiency = p.bestEfficiency * shape * (1 - p.efficiencyLossAtFailure * fouling);
  const pressurePa = ductResistance(load.damperOpening, p) * airflow * airflow;
  return (pressurePa * airflow) / SECONDS_PER_HOUR / WATT_PER_KW / efficiency;
};

/**
 * Velocity RMS in mm/s on the bearing housing. Dirt settles unevenly: its eccentricity e = m·r/M turns with ω, and e·ω is
 * the balance quality of ISO 21940-11; the housing passes on a share of it. It adds to the rest by squares.
 */
export const fanVibrationMmS = (speedRpm: number, fouling: number, p: FanParameters): number => {
  const unevenKg = p.foulingMassAtFailureKg * fouling * p.foulingUnevenShare;
  const eccentricityMm = (1000 * unevenKg * p.impellerRadiusM) / p.rotorMassKg;
  const omega = (2 * Math.PI * speedRpm) / 60;
  const unbalance = p.housingTransmissibility * eccentricityMm * omega;
  return Math.hypot((p.vibrationNewMmS * speedRpm) / p.nominalSpeedRpm, unbalance);
};
