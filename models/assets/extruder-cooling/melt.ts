import { clamp } from "../shared/clamp.ts";
import type { ExtruderParameters } from "./extruder-types.ts";

const MINUTES_PER_HOUR = 60;

/**
 * Throughput in kg/h: drag flow of the screw less what the die pressure drives back. The leak over the flights grows
 * with the cube of their clearance (Tadmor & Gogos; Rauwendaal), which wear widens.
 */
export const throughputKgH = (screwSpeedRpm: number, screwWear: number, p: ExtruderParameters): number => {
  const clearance = 1 + p.clearanceGrowthAtFailure * screwWear;
  return (p.dragFlowKgPerRev * MINUTES_PER_HOUR * screwSpeedRpm) / (1 + p.leakageNew * clearance ** 3);
};

/**
 * Viscosity over that at the reference temperature; linear about it, as the exponential law of a melt is over the range
 * in which a barrel works.
 */
export const viscosityRatio = (barrelCel: number, p: ExtruderParameters): number =>
  clamp(1 - p.viscosityPerK * (barrelCel - p.referenceCel), 0.2, 2);

/** Pressure in bar before the die: a power-law melt needs less than twice the pressure for twice the flow. */
export const meltPressureBar = (throughput: number, barrelCel: number, p: ExtruderParameters): number =>
  p.nominalPressureBar * (throughput / p.nominalThroughputKgH) ** p.powerLawIndex * viscosityRatio(barrelCel, p);

/** Torque of the screw in N·m at the reference temperature. */
export const referenceTorqueNm = (screwSpeedRpm: number, p: ExtruderParameters): number =>
  p.nominalTorqueNm * (screwSpeedRpm / p.nominalScrewSpeedRpm) ** p.powerLawIndex;

/** Power of the screw in W at a torque. */
export const screwPowerW = (screwSpeedRpm: number, torqueNm: number): number =>
  (torqueNm * 2 * Math.PI * screwSpeedRpm) / 60;
