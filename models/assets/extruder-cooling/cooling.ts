import { clamp } from "../shared/clamp.ts";
import type { ExtruderParameters } from "./extruder-types.ts";
import { referenceTorqueNm, screwPowerW } from "./melt.ts";

const SECONDS_PER_MINUTE = 60;
const LEAST_OPENING = 0.02;

/** Coolant flow in L/min: in proportion to the valve, throttled as scale narrows the bores. */
export const coolingFlowLMin = (valvePercent: number, scaling: number, p: ExtruderParameters): number =>
  (p.coolantFlowFullLMin * clamp(valvePercent / 100, LEAST_OPENING, 1)) /
  Math.sqrt(1 + p.flowResistanceRiseAtFailure * scaling);

/**
 * Heat in W that the coolant takes per kelvin between barrel and coolant inlet: ε·ṁ·c with ε = 1 − e^(−UA/ṁc) (wall of one
 * temperature), and 1/UA = 1/UA₀ + R_f, where the fouling resistance R_f is in proportion to the damage.
 */
export const coolingWPerK = (flowLMin: number, scaling: number, p: ExtruderParameters): number => {
  const capacity = (flowLMin / SECONDS_PER_MINUTE) * p.coolantHeatCapacityJPerLK;
  const conductance = 1 / (1 / p.cleanConductanceWPerK + p.foulingResistanceAtFailureKPerW * scaling);
  return capacity * -Math.expm1(-conductance / capacity);
};

export interface BarrelCourse {
  readonly settlesAtCel: number;
  readonly tauSeconds: number;
}

/**
 * Where the barrel's temperature goes and how fast: C·dT/dt = share of the screw's power, which falls linearly with T as
 * the melt gets thinner, less what coolant and surroundings take. Linear in T, so its solution is exact.
 */
export const barrelCourse = (
  screwSpeedRpm: number,
  coolingValve: number,
  scaling: number,
  p: ExtruderParameters,
): BarrelCourse => {
  const heatAtReferenceW = p.barrelHeatShare * screwPowerW(screwSpeedRpm, referenceTorqueNm(screwSpeedRpm, p));
  const thinning = heatAtReferenceW * p.viscosityPerK;
  const cooling = coolingWPerK(coolingFlowLMin(coolingValve, scaling, p), scaling, p);
  const net = thinning + cooling + p.ambientConductanceWPerK;
  const sources =
    heatAtReferenceW +
    thinning * p.referenceCel +
    cooling * p.coolantInletCel +
    p.ambientConductanceWPerK * p.ambientCel;
  return { settlesAtCel: sources / net, tauSeconds: p.barrelHeatCapacityJPerK / net };
};

/** Coolant outlet temperature in °C: inlet plus heat over the flow's capacity. */
export const coolantOutletCel = (
  barrelCel: number,
  flowLMin: number,
  scaling: number,
  p: ExtruderParameters,
): number => {
  const capacity = (flowLMin / SECONDS_PER_MINUTE) * p.coolantHeatCapacityJPerLK;
  return p.coolantInletCel + (coolingWPerK(flowLMin, scaling, p) / capacity) * (barrelCel - p.coolantInletCel);
};

/**
 * Scaling that a measured heat transfer shows: ε from the three temperatures, UA = −ṁc·ln(1 − ε), and the fouling resistance
 * is what 1/UA has more than when clean. Undefined where no heat flows.
 */
export const scalingFromTemperatures = (
  barrelCel: number,
  inletCel: number,
  outletCel: number,
  flowLMin: number,
  p: ExtruderParameters,
): number | undefined => {
  const effectiveness = (outletCel - inletCel) / (barrelCel - inletCel);
  if (!(flowLMin > 0.1) || !(effectiveness > 0) || !(effectiveness < 1)) return undefined;
  const capacity = (flowLMin / SECONDS_PER_MINUTE) * p.coolantHeatCapacityJPerLK;
  const conductance = -capacity * Math.log1p(-effectiveness);
  return clamp((1 / conductance - 1 / p.cleanConductanceWPerK) / p.foulingResistanceAtFailureKPerW, 0, 1);
};

/** Valve opening in percent that lets a flow in L/min pass through bores with so much scale. */
export const valveForFlow = (flowLMin: number, scaling: number, p: ExtruderParameters): number =>
  clamp(
    (100 * flowLMin * Math.sqrt(1 + p.flowResistanceRiseAtFailure * scaling)) / p.coolantFlowFullLMin,
    100 * LEAST_OPENING,
    100,
  );
