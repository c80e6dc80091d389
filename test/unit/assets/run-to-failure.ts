import { createRandom } from "../../../models/random/random.ts";
import type { Numbers, PhysicsModel } from "../../../models/simulation/physics-model.ts";

export const START_MS = Date.UTC(2026, 6, 20);
const HOUR_MS = 3_600_000;

export const isFailed = (model: PhysicsModel, state: Numbers): boolean =>
  model.damage.some((one) => (state[one.state] ?? 0) >= 1);

/** Hours that the machine of a seed lives at the planned load, at most `limit`, and its last state. */
export const runToFailure = (model: PhysicsModel, seed: number, limit = 8000) => {
  let state = model.initial(model.parameters, createRandom(seed));
  let hours = 0;
  for (; hours < limit && !isFailed(model, state); hours++) {
    state = model.step(state, model.plannedLoad(START_MS + hours * HOUR_MS), 3600, model.parameters);
  }
  return { hours, state };
};
