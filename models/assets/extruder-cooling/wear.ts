import { type DoublingRule, meanDoublingRate } from "../shared/mean-doubling.ts";
import { barrelCourse, coolingFlowLMin } from "./cooling.ts";
import type { ExtruderLoad, ExtruderParameters, ExtruderState } from "./extruder-types.ts";
import { meltPressureBar, throughputKgH } from "./melt.ts";

/** Hot walls scale faster, as hardness is less soluble when hot: deposition doubles every so many kelvin. */
export const depositionRule = (p: ExtruderParameters): DoublingRule => ({
  referenceCel: p.referenceCel,
  doublingK: p.scalingDoublingK,
});

/**
 * Growth of the scale per hour, as a share of the fouling resistance at failure: deposition less removal (Kern & Seaton
 * 1959, dR/dt = φ_d − φ_r·R). Removal goes with the flow. Scale never shrinks: what has
 * set hard does not dissolve.
 *
 * @param relativeDeposition deposition over that at the reference temperature, by `depositionRule`
 */
export const scalingPerHour = (
  state: ExtruderState,
  relativeDeposition: number,
  flowLMin: number,
  p: ExtruderParameters,
): number => {
  const nominalFlow = (p.coolantFlowFullLMin * p.nominalValvePercent) / 100;
  const removal = -Math.log1p(-1 / p.scalingAsymptote) / p.scalingLifeHours;
  const deposition = removal * p.scalingAsymptote * relativeDeposition;
  return state.scalingRate * Math.max(0, deposition - removal * (flowLMin / nominalFlow) * state.scaling);
};

/** Abrasion of the screw per hour: with the sliding path, so with speed, and with pressure (Archard 1953). */
export const screwWearPerHour = (state: ExtruderState, load: ExtruderLoad, p: ExtruderParameters): number => {
  const path = load.screwSpeed / p.nominalScrewSpeedRpm;
  const throughput = throughputKgH(load.screwSpeed, state.screwWear, p);
  const pressure = meltPressureBar(throughput, p.referenceCel, p) / p.nominalPressureBar;
  return (state.screwRate * path * pressure) / p.screwLifeHours;
};

export const extruderFailed = (state: ExtruderState): boolean => state.scaling >= 1 || state.screwWear >= 1;

/**
 * The extruder's state `dtSeconds` later. Scale grows at its mean rate over the step, which makes a step of an hour
 * as good as sixty of a minute. A failed extruder only cools down.
 */
export const stepExtruder = (
  state: ExtruderState,
  load: ExtruderLoad,
  dtSeconds: number,
  p: ExtruderParameters,
): ExtruderState => {
  const running = load.screwSpeed > 0 && !extruderFailed(state);
  const speed = running ? load.screwSpeed : 0;
  const { settlesAtCel, tauSeconds } = barrelCourse(speed, load.coolingValve, state.scaling, p);
  const left = Math.exp(-dtSeconds / tauSeconds);
  const barrelCel = settlesAtCel + (state.barrelCel - settlesAtCel) * left;
  if (!running) return { ...state, barrelCel };
  const hours = dtSeconds / 3600;
  const course = { fromCel: state.barrelCel, settlesAtCel, tauSeconds };
  const relativeDeposition = meanDoublingRate(course, dtSeconds, depositionRule(p));
  const flow = coolingFlowLMin(load.coolingValve, state.scaling, p);
  return {
    scaling: Math.min(1, state.scaling + scalingPerHour(state, relativeDeposition, flow, p) * hours),
    screwWear: Math.min(1, state.screwWear + screwWearPerHour(state, load, p) * hours),
    scalingRate: state.scalingRate,
    screwRate: state.screwRate,
    barrelCel,
  };
};
