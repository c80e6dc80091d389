import { createEstimator, type EstimatorOptions, type Observation, type StateEstimate } from "./estimator.ts";
import type { Numbers, PhysicsModel } from "./physics-model.ts";

/**
 * The hidden state of a machine from its history: `createEstimator` over all observations, in the order of their time.
 *
 * @param observations windows in ascending time; one that is not newer than the one before is left out
 */
export const estimate = (
  model: PhysicsModel,
  parameters: Numbers,
  observations: readonly Observation[],
  options: EstimatorOptions,
): StateEstimate => {
  const estimator = createEstimator(model, parameters, options);
  for (const observation of observations) estimator.observe(observation);
  return estimator.estimate();
};
