import type { Numbers, PhysicsModel } from "./physics-model.ts";

export interface WearStep {
  readonly state: Numbers;
  /** At the rate of this step, for the component that is next. */
  readonly hoursToFailure: number;
  /** A damage variable has reached 1. */
  readonly failed: boolean;
}

/**
 * One step of the model with its wear sped up or slowed down: each damage increment is multiplied by its rate factor.
 *
 * @param rates one factor per damage variable, in their order
 */
export const wearStep = (
  model: PhysicsModel,
  parameters: Numbers,
  state: Numbers,
  load: Numbers,
  hours: number,
  rates: Float64Array,
): WearStep => {
  const stepped = model.step(state, load, hours * 3600, parameters);
  const next: Record<string, number> = { ...stepped };
  let hoursToFailure = Number.POSITIVE_INFINITY;
  let failed = false;
  for (let i = 0; i < model.damage.length; i++) {
    const key = model.damage[i]?.state ?? "";
    const before = state[key] ?? 0;
    const grown = stepped[key] ?? 0;
    const increment = (grown - before) * (rates[i] ?? 1);
    const damage = grown >= 1 ? 1 : Math.min(1, before + increment);
    next[key] = damage;
    failed ||= damage >= 1;
    if (increment > 0) hoursToFailure = Math.min(hoursToFailure, ((1 - damage) * hours) / increment);
  }
  return { state: next, hoursToFailure, failed };
};
