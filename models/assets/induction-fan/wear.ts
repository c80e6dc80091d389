import { type DoublingRule, meanDoublingRate } from "../shared/mean-doubling.ts";
import { airflowM3H, shaftPowerKw } from "./air.ts";
import type { FanLoad, FanParameters, FanState } from "./fan-types.ts";
import { motorPoint, windingCourse } from "./motor.ts";

/**
 * How the insulation ages: rate 1 at the reference temperature, doubling every 10 K. Montsinger's rule, the practical form
 * of Arrhenius' law in IEC 60216-1 (halving interval).
 */
export const ageingRule = (p: FanParameters): DoublingRule => ({
  referenceCel: p.ageingReferenceCel,
  doublingK: p.ageingHalvingK,
});

/** Dirt settles in proportion to the air that passes: damage per hour. */
export const foulingPerHour = (state: FanState, airflow: number, p: FanParameters): number =>
  (state.foulingRate * airflow) / p.nominalAirflowM3H / p.foulingLifeHours;

export const fanFailed = (state: FanState): boolean => state.insulationAge >= 1 || state.fouling >= 1;

/**
 * The fan's state `dtSeconds` later. The winding ages at its mean rate over the step, which makes a step of an hour as
 * good as sixty of a minute. A failed fan only cools down.
 */
export const stepFan = (state: FanState, load: FanLoad, dtSeconds: number, p: FanParameters): FanState => {
  const running = load.speed > 0 && !fanFailed(state);
  const airflow = running ? airflowM3H(load, state.fouling, p) : 0;
  const shaftKw = running ? shaftPowerKw(load, state.fouling, airflow, p) : 0;
  const point = motorPoint(shaftKw, running ? load.speed : 0, state.insulationAge, p);
  const { settlesAtCel, tauSeconds } = windingCourse(
    point,
    state.insulationAge,
    load.ambientTemperature ?? p.ambientCel,
    p,
  );
  const left = Math.exp(-dtSeconds / tauSeconds);
  const windingCel = settlesAtCel + (state.windingCel - settlesAtCel) * left;
  if (!running) return { ...state, windingCel };
  const hours = dtSeconds / 3600;
  const course = { fromCel: state.windingCel, settlesAtCel, tauSeconds };
  const ageing = (state.insulationRate * meanDoublingRate(course, dtSeconds, ageingRule(p))) / p.insulationLifeHours;
  return {
    insulationAge: Math.min(1, state.insulationAge + ageing * hours),
    fouling: Math.min(1, state.fouling + foulingPerHour(state, airflow, p) * hours),
    insulationRate: state.insulationRate,
    foulingRate: state.foulingRate,
    windingCel,
  };
};
