import type { Random } from "../../models/random/random.ts";
import { loadUncertainty } from "../../models/simulation/load-uncertainty.ts";
import type { Numbers, PhysicsModel } from "../../models/simulation/physics-model.ts";

/** How far a machine's mean load stands from the plan (log standard deviation), and how often it is set anew. */
const LEVEL_SPREAD = 0.04;
const LEVEL_HOURS = 400;
/** Scatter about the mean load, over hours. */
const RELATIVE_SD = 0.03;

/**
 * The load of one simulated machine: the plan's shifts, times a level that operators set anew every few weeks, with scatter;
 * within the range of each load. A model that saw only the plan would not know what it is to be driven harder.
 */
export const variedLoad = (model: PhysicsModel, startMs: number, random: Random): ((timeMs: number) => Numbers) => {
  const levels = new Map<number, Numbers>();
  const levelAt = (timeMs: number): Numbers => {
    const epoch = Math.floor((timeMs - startMs) / (LEVEL_HOURS * 3_600_000));
    const known = levels.get(epoch);
    if (known) return known;
    const dice = random.fork(`level ${epoch}`);
    const made = Object.fromEntries(
      Object.keys(model.loads).map((load) => [load, Math.exp(LEVEL_SPREAD * dice.normal())]),
    );
    levels.set(epoch, made);
    return made;
  };
  const planned = (timeMs: number): Numbers => {
    const level = levelAt(timeMs);
    return Object.fromEntries(
      Object.entries(model.plannedLoad(timeMs)).map(([load, value]) => {
        const range = model.loads[load];
        const asked = value * (level[load] ?? 1);
        return [load, range && value !== 0 ? Math.min(range.max, Math.max(range.min, asked)) : asked];
      }),
    );
  };
  const noisy = loadUncertainty(model, planned, { random: random.fork("load"), startMs, relativeSd: RELATIVE_SD });
  return (timeMs) => noisy(timeMs, 0);
};
