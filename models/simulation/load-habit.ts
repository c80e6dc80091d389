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

/** Operators' changes last about this long; then the machine is driven as it is on average. */
const HABIT_HOURS = 200;

/** Where a habit leads in the long run. */
export interface LongRun {
  /** Now. */
  readonly startMs: number;
  /** Ratio of the load to its plan, by load. */
  readonly ratios: Numbers;
}

/**
 * The plan as this machine follows it: "as it is" for the hours to come. Kept within each load's range.
 *
 * @param longRun where the habit gives way to; absent: it stays
 */
export const habitualLoad =
  (model: PhysicsModel, habit: LoadHabit, longRun?: LongRun) =>
  (timeMs: number): Numbers => {
    const load: Record<string, number> = { ...model.plannedLoad(timeMs) };
    const stays = longRun ? Math.exp(-Math.max(0, timeMs - longRun.startMs) / (HABIT_HOURS * 3_600_000)) : 1;
    for (const name in model.loads) {
      const ratio = stays * (habit[name] ?? 1) + (1 - stays) * (longRun?.ratios[name] ?? 1);
      const { min, max } = model.loads[name] ?? { min: 0, max: 0 };
      const planned = load[name] ?? 0;
      if (planned === 0 || Math.abs(ratio - 1) < AS_PLANNED) continue;
      load[name] = Math.min(max, Math.max(min, planned * ratio));
    }
    return load;
  };
