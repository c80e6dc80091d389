import type { Numbers, PhysicsModel } from "../simulation/physics-model.ts";

/**
 * The channels of a machine as new at its nominal load, to 6 digits. Kept in a model's card: if the physics gives other
 * numbers later, the excess features are no longer those that the model was trained on.
 */
export const physicsReference = (model: PhysicsModel, parameters: Numbers): Numbers => {
  const output = model.output(model.initial(parameters), model.loadFrom({}), parameters);
  return Object.fromEntries(Object.entries(output).map(([channel, value]) => [channel, Number(value.toPrecision(6))]));
};
