import type { Observation } from "./estimator.ts";
import type { Numbers, PhysicsModel } from "./physics-model.ts";

/** How the ratio of measured to planned load has been over the long run. */
export interface Scatter {
  /** Hours of evidence, the prior's included. */
  readonly weight: number;
  readonly mean: number;
  readonly variance: number;
}

/** By load; plain JSON. */
export type LoadScatter = Readonly<Record<string, Scatter>>;

/** Before anything was seen: the plan is met to 1 %, as if that had been seen for two days. */
const PRIOR: Scatter = { weight: 48, mean: 1, variance: 0.01 ** 2 };
/** Older hours than about this are forgotten. */
const MEMORY = 1000;

/** The scatter after one more hourly observation. A load that is planned to stand still says nothing. */
export const learnScatter = (model: PhysicsModel, scatter: LoadScatter, observation: Observation): LoadScatter => {
  const plan = model.plannedLoad(observation.timeMs);
  const learnt: Record<string, Scatter> = { ...scatter };
  for (const name in model.loads) {
    const planned = plan[name] ?? 0;
    const measured = observation.load[name];
    if (planned === 0 || measured === undefined || !Number.isFinite(measured)) continue;
    const { weight, mean, variance } = learnt[name] ?? PRIOR;
    const share = 1 / Math.min(MEMORY, weight + 1);
    const off = measured / planned - mean;
    learnt[name] = {
      weight: Math.min(MEMORY, weight + 1),
      mean: mean + share * off,
      variance: (1 - share) * (variance + share * off * off),
    };
  }
  return learnt;
};

/** Standard deviation of each load's ratio to its plan. */
export const scatterOf = (model: PhysicsModel, scatter: LoadScatter): Numbers =>
  Object.fromEntries(Object.keys(model.loads).map((name) => [name, Math.sqrt((scatter[name] ?? PRIOR).variance)]));

/** Mean of each load's ratio to its plan. */
export const meanRatioOf = (model: PhysicsModel, scatter: LoadScatter): Numbers =>
  Object.fromEntries(Object.keys(model.loads).map((name) => [name, (scatter[name] ?? PRIOR).mean]));
