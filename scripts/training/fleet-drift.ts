import type { BaseFeature } from "../../models/prognosis/base-features.ts";
import type { DriftProfile } from "../../models/prognosis/drift/drift-profile.ts";
import { driftProfileOf, type HoursOfLife } from "./drift-profile-of.ts";
import type { MachineLife } from "./simulate-machine.ts";
import type { Lives } from "./training-plan.ts";

/** What the inputs of a component's model are on simulated machines, learned on the group that the model is and tested as it is. */
export const fleetDrift = (
  bases: readonly BaseFeature[],
  machines: readonly MachineLife[],
  lives: Lives,
  component: string,
): DriftProfile => driftProfileOf(bases, hoursOfGroups(machines, lives, component));

/** The hours of each group's lives, until the component fails. */
export const hoursOfGroups = (machines: readonly MachineLife[], lives: Lives, component: string) => {
  const hoursOf = (from: number, count: number): HoursOfLife[] =>
    machines.slice(from, from + count).map((life) => knownHours(life, component));
  return {
    training: hoursOf(0, lives.training),
    limits: hoursOf(lives.training, lives.calibration),
    test: hoursOf(lives.training + lives.calibration, lives.test),
  };
};

/** Hour by hour until the component fails; what did not come in an hour is as it was before. */
const knownHours = ({ windows, failureHours }: MachineLife, component: string): HoursOfLife => {
  let known = new Float64Array();
  return windows.slice(0, Math.floor(failureHours[component] ?? 0)).map((hour) => {
    known = hour.map((value, i) => (Number.isNaN(value) ? (known[i] ?? Number.NaN) : value));
    return known;
  });
};
