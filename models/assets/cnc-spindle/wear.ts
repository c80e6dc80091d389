import { relax } from "../shared/relax.ts";
import type { SpindleLoad, SpindleParameters, SpindleState } from "./spindle-types.ts";

/** Equivalent load of the front bearing over that at the nominal cutting force, 1 at nominal. */
export const relativeBearingLoad = (cuttingForceN: number, p: SpindleParameters): number =>
  (p.preloadN + p.bearingLoadPerCuttingForce * cuttingForceN) /
  (p.preloadN + p.bearingLoadPerCuttingForce * p.nominalCuttingForceN);

/**
 * Fatigue rate, 1 at nominal: revolutions per hour times the load to the power 3 (ISO 281 for ball bearings: life in
 * revolutions L₁₀ = (C/P)³; damage adds up by Palmgren and Miner).
 */
export const fatigueRate = (load: SpindleLoad, p: SpindleParameters): number =>
  (load.speed / p.nominalSpeedRpm) * relativeBearingLoad(load.cuttingForce, p) ** p.loadLifeExponent;

/**
 * Damage after `exposure` equivalent hours at the nominal load, exactly for any length: below the initiation damage it
 * adds up evenly under the surface; above, the spall grows as a fatigue crack does, dD/dt = g·(D/Dᵢ)^m (Paris and
 * Erdogan 1963 in the form used for spalls by Li et al. 1999), solved in closed form.
 */
export const damageAfter = (damage: number, exposure: number, p: SpindleParameters): number => {
  const evenRate = p.initiationDamage / p.initiationLifeHours;
  let left = exposure;
  let start = damage;
  if (start < p.initiationDamage) {
    const untilSpall = (p.initiationDamage - start) / evenRate;
    if (left <= untilSpall) return start + evenRate * left;
    left -= untilSpall;
    start = p.initiationDamage;
  }
  const power = p.growthExponent - 1;
  const whole = p.initiationDamage ** -power - 1;
  const rest = start ** -power - (whole * left) / p.growthLifeHours;
  return rest <= 1 ? 1 : rest ** (-1 / power);
};

/** Temperature in °C that the bearing settles at: friction heat with speed, load and the roughness of the spall. */
export const bearingSettlesAtCel = (spall: number, load: SpindleLoad, p: SpindleParameters): number => {
  const loadShare = 1 + p.bearingRiseLoadShare * (relativeBearingLoad(load.cuttingForce, p) - 1);
  const speedShare = load.speed / p.nominalSpeedRpm;
  return p.ambientCel + p.bearingRiseK * speedShare * loadShare * (1 + p.bearingRiseAtFailure * spall);
};

/** The spindle's state `dtSeconds` later; a failed spindle only cools down. */
export const stepSpindle = (
  state: SpindleState,
  load: SpindleLoad,
  dtSeconds: number,
  p: SpindleParameters,
): SpindleState => {
  const running = load.speed > 0 && state.spall < 1;
  const settlesAt = running ? bearingSettlesAtCel(state.spall, load, p) : p.ambientCel;
  const exposure = running ? (state.spallRate * fatigueRate(load, p) * dtSeconds) / 3600 : 0;
  return {
    spall: running ? damageAfter(state.spall, exposure, p) : state.spall,
    spallRate: state.spallRate,
    bearingCel: relax(state.bearingCel, settlesAt, dtSeconds, p.bearingTimeConstantSeconds),
  };
};
