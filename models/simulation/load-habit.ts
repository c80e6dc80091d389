import type { Observation } from "./estimator.ts";
import type { Numbers, PhysicsModel } from "./physics-model.ts";

/** How a machine is really driven: ratio of the measured to the planned load, by load; plain JSON. */
export type LoadHabit = Numbers;

/** Weight of one more observation: with hourly windows an operator's change has shown by half after six hours. */
const WEIGHT = 0.11;

/** Nearer to the plan than this is sensor noise. */
const AS_PLANNED = 0.02;

/** The habit after one more observation. A load that is planned to stand still says nothing. */
export const learnHabit = (model: PhysicsModel, habit: LoadHabit, { timeMs, load }: Observation): LoadHabit => {
  const plan = model.plannedLoad(timeMs);
  const learnt: Record<string, number> = { ...habit };
  for (const name in model.loads) {
    const planned = plan[name] ?? 0;
    const measured = load[name];
    if (planned === 0 || measured === undefined || !Number.isFinite(measured)) continue;
    const known = learnt[name] ?? 1;
    learnt[name] = known + WEIGHT * (measured / planned - known);
  }
  return learnt;
};

/** The plan as this machine follows it: "as it is" for the hours to come. Kept within each load's range. */
export const habitualLoad =
  (model: PhysicsModel, habit: LoadHabit) =>
  (timeMs: number): Numbers => {
    const load: Record<string, number> = { ...model.plannedLoad(timeMs) };
    for (const name in model.loads) {
      const ratio = habit[name] ?? 1;
      const { min, max } = model.loads[name] ?? { min: 0, max: 0 };
      const planned = load[name] ?? 0;
      if (planned === 0 || Math.abs(ratio - 1) < AS_PLANNED) continue;
      load[name] = Math.min(max, Math.max(min, planned * ratio));
    }
    return load;
  };
