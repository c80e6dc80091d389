import { createRandom } from "../random/random.ts";
import type { Numbers, PhysicsModel } from "./physics-model.ts";

/** A positive factor in the state that differs from machine to machine and that no sensor shows: log-normal. */
export interface HiddenFactor {
  /** Key in the state. */
  readonly key: string;
  readonly logMean: number;
  readonly logSd: number;
}

const DRAWS = 256;

/**
 * The hidden factors of a model and their spread over machines, found by drawing machines: keys of the state, other than
 * the damage variables, that `initial` draws and that stay positive.
 */
export const hiddenFactors = (model: PhysicsModel, parameters: Numbers): readonly HiddenFactor[] => {
  const random = createRandom(1);
  const machines = Array.from({ length: DRAWS }, () => model.initial(parameters, random));
  const damage = new Set(model.damage.map(({ state }) => state));
  return Object.keys(machines[0] ?? {}).flatMap((key) => {
    const values = machines.map((machine) => machine[key] ?? 0);
    const varies = values.some((value) => value !== values[0]);
    if (damage.has(key) || !varies || values.some((value) => value <= 0)) return [];
    const logs = values.map(Math.log);
    const logMean = logs.reduce((sum, log) => sum + log, 0) / DRAWS;
    const logSd = Math.sqrt(logs.reduce((sum, log) => sum + (log - logMean) ** 2, 0) / (DRAWS - 1));
    return [{ key, logMean, logSd }];
  });
};
