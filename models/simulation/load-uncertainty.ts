import type { Random } from "../random/random.ts";
import type { Numbers, PhysicsModel } from "./physics-model.ts";

/** Load of one Monte Carlo sample at a time. */
export type FutureLoad = (timeMs: number, sample: number) => Numbers;

export interface LoadUncertainty {
  readonly random: Random;
  /** The noise starts here. */
  readonly startMs: number;
  /** Standard deviation of the relative error, of each load by name or of all; default 0.01. */
  readonly relativeSd?: number | Numbers;
  /** Time after which an error has lost 63 % of its memory; default 24. */
  readonly memoryHours?: number;
  /** The load at the start is known: errors grow from 0. Default: it is as uncertain as later. */
  readonly startsKnown?: boolean;
}

/** The noise is constant over one cell: shorter than a shift, so that shifts differ. */
const CELL_MS = 4 * 3_600_000;

/**
 * Future load: the planned load times 1 + an error that is an AR(1) process over cells of four hours, one for each load
 * and sample, kept within the load's range. What a sample gets depends on its number and the time only, so that two plans
 * are compared under the same luck. Fast if asked sample after sample, in ascending time.
 *
 * @param planned the plan without noise, `model.plannedLoad` or a scenario's change of it
 */
export const loadUncertainty = (
  model: PhysicsModel,
  planned: (timeMs: number) => Numbers,
  { random, startMs, relativeSd = 0.01, memoryHours = 24, startsKnown = false }: LoadUncertainty,
): FutureLoad => {
  const keep = Math.exp(-CELL_MS / (memoryHours * 3_600_000));
  const scatter = Math.sqrt(1 - keep * keep);
  const names = Object.keys(model.loads);
  const sds = names.map((name) => (typeof relativeSd === "number" ? relativeSd : (relativeSd[name] ?? 0)));
  let owner = -1;
  let cell = -1;
  let dice = random;
  const errors = new Float64Array(names.length);

  const seek = (sample: number, wanted: number): void => {
    if (sample !== owner || wanted < cell) {
      owner = sample;
      cell = 0;
      dice = random.fork(`load ${sample}`);
      for (let i = 0; i < errors.length; i++) errors[i] = startsKnown ? 0 : dice.normal();
    }
    for (; cell < wanted; cell++) {
      for (let i = 0; i < errors.length; i++) errors[i] = keep * (errors[i] ?? 0) + scatter * dice.normal();
    }
  };

  return (timeMs, sample) => {
    seek(sample, Math.max(0, Math.floor((timeMs - startMs) / CELL_MS)));
    const plan = planned(timeMs);
    const load: Record<string, number> = { ...plan };
    for (let i = 0; i < names.length; i++) {
      const name = names[i] ?? "";
      const input = model.loads[name];
      const value = plan[name];
      if (!input || value === undefined || value === 0) continue;
      load[name] = Math.min(input.max, Math.max(input.min, value * (1 + (sds[i] ?? 0) * (errors[i] ?? 0))));
    }
    return load;
  };
};
