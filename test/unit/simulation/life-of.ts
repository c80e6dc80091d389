import type { Random } from "../../../models/random/random.ts";
import type { Observation } from "../../../models/simulation/estimator.ts";
import type { Numbers, PhysicsModel } from "../../../models/simulation/physics-model.ts";

export const START_MS = Date.UTC(2026, 0, 5);
export const HOUR_MS = 3_600_000;

/** What noisy sensors of a machine show in one state under one load. */
export const measure = (model: PhysicsModel, state: Numbers, load: Numbers, random: Random): Numbers => {
  const computed = {
    ...model.output(state, load, model.parameters),
    ...model.featureOutput?.(state, load, model.parameters),
  };
  const noisy = (name: string, value: number) => value + (model.noise[name] ?? 0) * random.normal();
  return Object.fromEntries(Object.entries(computed).map(([name, value]) => [name, noisy(name, value)]));
};

/** Hourly windows of one machine under its plan until it fails or the hours are over, and its true state at each. */
export const lifeOf = (model: PhysicsModel, start: Numbers, hours: number, random: Random) => {
  const observations: Observation[] = [];
  const truths: Numbers[] = [];
  let state = start;
  for (let hour = 1; hour <= hours; hour++) {
    const timeMs = START_MS + hour * HOUR_MS;
    const load = model.plannedLoad(timeMs - HOUR_MS / 2);
    state = model.step(state, load, 3600, model.parameters);
    if (model.damage.some(({ state: key }) => (state[key] ?? 0) >= 1)) break;
    const channels = measure(model, state, load, random);
    observations.push({ timeMs, channels, load: model.loadFrom(channels) });
    truths.push(state);
  }
  return { observations, truths };
};

/** Share of the values at or below a number: uniform over seeds where an estimate is calibrated. */
export const rankOf = (values: readonly number[], truth: number): number =>
  values.filter((value) => value <= truth).length / values.length;

export const withinNinetyPercent = (rank: number): boolean => rank >= 0.05 && rank <= 0.95;
