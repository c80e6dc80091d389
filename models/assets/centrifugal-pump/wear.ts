import { flowM3H } from "./hydraulics.ts";
import type { PumpLoad, PumpParameters, PumpState } from "./pump-types.ts";

/**
 * Impeller wear per hour: it grows with the square of the flow through the impeller, which is the delivered flow plus
 * what leaks back through the worn rings (Daigle & Goebel 2013, eq. for Ȧ and the leakage flow).
 */
export const impellerWearPerHour = (state: PumpState, flow: number, p: PumpParameters): number => {
  const through = (flow * (1 + p.leakageAtFailure * state.impellerWear)) / p.nominalFlowM3H;
  return (state.impellerRate * through * through) / p.impellerLifeHours;
};

/**
 * Friction load of the bearing, 1 at the nominal point: speed squared (Daigle & Goebel 2013: ṙ = w·r·ω²), and the
 * radial thrust of a volute off its best flow, K·|1 − (Q/Qₙ)²| (Stepanoff).
 */
export const bearingLoad = (speedRpm: number, flow: number, p: PumpParameters): number => {
  if (speedRpm <= 0) return 0;
  const ratio = speedRpm / p.nominalSpeedRpm;
  const offFlow = flow / (p.bestEfficiencyFlowM3H * ratio);
  return ratio * ratio * (1 + p.radialThrustFactor * Math.abs(1 - offFlow * offFlow));
};

/**
 * Bearing wear after `hours` at one load. Friction 1 + b·D drives its own growth: dD/dt = a·f·(1 + b·D), solved in
 * closed form; a is set so that D reaches 1 after `bearingLifeHours` at the nominal load.
 */
export const bearingWearAfter = (state: PumpState, load: number, hours: number, p: PumpParameters): number => {
  const b = p.bearingFrictionRiseAtFailure;
  const exponent = (Math.log1p(b) * state.bearingRate * load * hours) / p.bearingLifeHours;
  return (state.bearingWear + 1 / b) * Math.exp(exponent) - 1 / b;
};

/** Temperature in °C that the bearing settles at: ambient plus friction heat over the conductance of its housing. */
export const bearingSettlesAtCel = (speedRpm: number, bearingWear: number, p: PumpParameters): number => {
  const ratio = speedRpm / p.nominalSpeedRpm;
  return p.ambientCel + p.bearingRiseK * ratio * ratio * (1 + p.bearingFrictionRiseAtFailure * bearingWear);
};

export const pumpFailed = (state: PumpState): boolean => state.impellerWear >= 1 || state.bearingWear >= 1;

/** The pump's state `dtSeconds` later; a failed pump only cools down. */
export const stepPump = (state: PumpState, load: PumpLoad, dtSeconds: number, p: PumpParameters): PumpState => {
  const speed = pumpFailed(state) ? 0 : load.speed;
  const settlesAt = bearingSettlesAtCel(speed, state.bearingWear, p);
  const cooled = Math.exp(-dtSeconds / p.bearingTimeConstantSeconds);
  const bearingCel = settlesAt + (state.bearingCel - settlesAt) * cooled;
  if (speed <= 0) return { ...state, bearingCel };
  const hours = dtSeconds / 3600;
  const flow = flowM3H(load, state.impellerWear, p);
  const impellerWear = state.impellerWear + impellerWearPerHour(state, flow, p) * hours;
  const bearingWear = bearingWearAfter(state, bearingLoad(speed, flow, p), hours, p);
  return {
    impellerWear: Math.min(1, impellerWear),
    bearingWear: Math.min(1, bearingWear),
    impellerRate: state.impellerRate,
    bearingRate: state.bearingRate,
    bearingCel,
  };
};
