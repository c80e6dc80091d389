import type { FanParameters } from "./fan-types.ts";

const WATT_PER_KW = 1000;
const PHASES = 3;

export interface MotorPoint {
  readonly currentA: number;
  readonly slip: number;
  /** Heat in W that does not depend on the winding's temperature: core and rotor. */
  readonly constantHeatW: number;
  /** Stator copper loss in W at the reference temperature. */
  readonly copperAtReferenceW: number;
}

/**
 * Operating point of the induction motor at a shaft power in kW. Slip grows with torque; the air-gap power is P/(1 − s), of
 * which the share s heats the rotor; the active current carries it and the magnetising current stands at a right angle.
 * Shorted turns of an aged winding raise the magnetising current.
 */
export const motorPoint = (shaftKw: number, speedRpm: number, insulationAge: number, p: FanParameters): MotorPoint => {
  if (speedRpm <= 0) return { currentA: 0, slip: 0, constantHeatW: 0, copperAtReferenceW: 0 };
  const torqueShare = (shaftKw / p.ratedShaftKw) * (p.nominalSpeedRpm / speedRpm);
  const slip = p.ratedSlip * torqueShare;
  const gapW = (shaftKw * WATT_PER_KW) / (1 - slip);
  const fluxVoltage = p.lineVoltageV * Math.min(1, speedRpm / p.nominalSpeedRpm);
  const activeA = gapW / (Math.sqrt(PHASES) * fluxVoltage);
  const magnetisingA = p.magnetisingCurrentA * (1 + p.magnetisingRiseAtFailure * insulationAge);
  const squared = activeA * activeA + magnetisingA * magnetisingA;
  return {
    currentA: Math.sqrt(squared),
    slip,
    constantHeatW: p.coreLossW + slip * gapW,
    copperAtReferenceW: PHASES * squared * p.statorResistanceOhm,
  };
};

/** Stator copper loss in W at a winding temperature: copper's resistance rises linearly (IEC 60034-2-1). */
export const copperLossW = (point: MotorPoint, windingCel: number, p: FanParameters): number =>
  point.copperAtReferenceW * (1 + p.copperPerK * (windingCel - p.resistanceReferenceCel));

/** Electrical power in kW: what crosses the air gap and what stays in stator copper and core. */
export const motorPowerKw = (shaftKw: number, point: MotorPoint, windingCel: number, p: FanParameters): number =>
  shaftKw + (point.constantHeatW + copperLossW(point, windingCel, p)) / WATT_PER_KW;

export interface WindingCourse {
  readonly settlesAtCel: number;
  readonly tauSeconds: number;
}

/**
 * Where the winding's temperature goes and how fast: C·dT/dt = heat(T) − (T − Tₐ)/R, linear in T because copper loss is, so
 * its solution is exact. Aged varnish conducts worse: R grows with the insulation's age.
 */
export const windingCourse = (
  point: MotorPoint,
  insulationAge: number,
  ambientCel: number,
  p: FanParameters,
): WindingCourse => {
  const asNew = 1 / p.thermalResistanceKPerW;
  const conductance = asNew / (1 + p.thermalResistanceRiseAtFailure * insulationAge);
  const feedback = point.copperAtReferenceW * p.copperPerK;
  const net = conductance - feedback;
  const heatAtZeroCel = point.constantHeatW + point.copperAtReferenceW - feedback * p.resistanceReferenceCel;
  return {
    settlesAtCel: (heatAtZeroCel + conductance * ambientCel) / net,
    tauSeconds: (p.windingTimeConstantSeconds * asNew) / net,
  };
};
