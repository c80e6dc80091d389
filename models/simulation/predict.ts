import { TwinError } from "../errors/twin-error.ts";
import type { Random } from "../random/random.ts";
import { simulationErrors } from "./errors.ts";
import type { FutureLoad } from "./load-uncertainty.ts";
import type { Numbers, PhysicsModel } from "./physics-model.ts";
import { predictSample } from "./predict-sample.ts";
import { emptyPrediction, type Prediction } from "./prediction.ts";
import type { RateUncertainty } from "./rate-course.ts";

/** Planned maintenance of one component or of all. */
export interface PlannedMaintenance {
  readonly afterHours: number;
  readonly component: string | "all";
}

/** Hours that the machine stands still for a repair. */
export interface RepairTimes {
  readonly plannedHours: number;
  readonly unplannedHours: number;
}

export interface PredictOptions {
  readonly startMs: number;
  readonly horizonHours: number;
  /** Failures are looked for until here; default `horizonHours`. */
  readonly lifeHorizonHours?: number;
  /** Base step; while no failure is near, steps are up to four times as long. */
  readonly stepSeconds: number;
  readonly random: Random;
  readonly rates?: RateUncertainty;
  readonly maintenance?: PlannedMaintenance;
  /** With it a failed component is repaired after the downtime; without, the machine stays down for good. */
  readonly repair?: RepairTimes;
  /** False: times of events only, which is faster. */
  readonly account?: boolean;
}

/**
 * Runs state samples forward under a future load, until the horizon or (if that is later) until every component has failed
 * once or the life horizon is reached. A component that fails does not end the life of the others: their time of event is
 * told as if it were repaired at once. Sample i gets the same luck whenever the random source is the same.
 *
 * @param states equally likely present states, one a sample
 * @throws TwinError TWIN-SIMULATION-006 without states
 */
export const predict = (
  model: PhysicsModel,
  parameters: Numbers,
  states: readonly Numbers[],
  futureLoad: FutureLoad,
  options: PredictOptions,
): Prediction => {
  const slices = predictSlices(model, parameters, states, futureLoad, options);
  for (;;) {
    const { done, value } = slices.next();
    if (done) return value;
  }
};

/** As `predict`, pausing after each sample, so that a caller who must not block can do other things in between. */
export function* predictSlices(
  model: PhysicsModel,
  parameters: Numbers,
  states: readonly Numbers[],
  futureLoad: FutureLoad,
  options: PredictOptions,
): Generator<void, Prediction> {
  if (states.length === 0) throw new TwinError(simulationErrors.noStates, { model: model.id });
  const lifeHorizonHours = Math.max(options.horizonHours, options.lifeHorizonHours ?? 0);
  const prediction = emptyPrediction(model, states.length, options.horizonHours, lifeHorizonHours);
  for (let sample = 0; sample < states.length; sample++) {
    predictSample(model, parameters, states[sample] ?? {}, sample, futureLoad, options, prediction);
    yield;
  }
  return prediction;
}
