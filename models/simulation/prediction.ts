import type { PhysicsModel } from "./physics-model.ts";

/** What became of each Monte Carlo sample. Every array has one entry a sample. */
export interface Prediction {
  readonly samples: number;
  readonly horizonHours: number;
  /** Until this hour events were looked for. */
  readonly lifeHorizonHours: number;
  /** Hours until the component fails for the first time, Infinity if not within the life horizon. */
  readonly timeOfEventHours: Readonly<Record<string, Float64Array>>;
  /** Damage of each component at the horizon, 0 to 1. */
  readonly damageAtHorizon: Readonly<Record<string, Float64Array>>;
  /** Within the horizon, in the model's throughput unit; `goodThroughput` is the part of good quality. */
  readonly throughput: Float64Array;
  readonly goodThroughput: Float64Array;
  readonly energyKwh: Float64Array;
  readonly downtimeHours: Float64Array;
  readonly unplannedRepairs: Float64Array;
  readonly plannedRepairs: Float64Array;
}

/** Room for the results of `samples` samples. */
export const emptyPrediction = (
  model: PhysicsModel,
  samples: number,
  horizonHours: number,
  lifeHorizonHours: number,
): Prediction => {
  const byComponent = (value: number) =>
    Object.fromEntries(model.damage.map(({ component }) => [component, new Float64Array(samples).fill(value)]));
  return {
    samples,
    horizonHours,
    lifeHorizonHours,
    timeOfEventHours: byComponent(Number.POSITIVE_INFINITY),
    damageAtHorizon: byComponent(0),
    throughput: new Float64Array(samples),
    goodThroughput: new Float64Array(samples),
    energyKwh: new Float64Array(samples),
    downtimeHours: new Float64Array(samples),
    unplannedRepairs: new Float64Array(samples),
    plannedRepairs: new Float64Array(samples),
  };
};
