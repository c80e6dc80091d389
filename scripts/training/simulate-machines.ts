import { physicsModels } from "../../models/assets/index.ts";
import { baseFeaturesOf } from "../../models/prognosis/base-features.ts";
import { createRandom } from "../../models/random/random.ts";
import type { PhysicsModel } from "../../models/simulation/physics-model.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";
import { type MachineLife, simulateMachine } from "./simulate-machine.ts";

export const physicsOf = (type: AssetType): PhysicsModel => {
  const model = physicsModels[type.physics ?? ""];
  if (!model) throw new Error(`${type.id} has no physics model`);
  return model;
};

/**
 * The machines that models of a type are trained on: the same seed gives the same ones, whoever asks for them and when.
 *
 * @param component that alone is asked for, which takes less time; its rows are the same
 */
export const simulateMachines = (type: AssetType, seed: number, count: number, component?: string): MachineLife[] => {
  const model = physicsOf(type);
  const random = createRandom(seed).fork(`training ${type.id}`);
  const bases = baseFeaturesOf(type, model);
  return Array.from({ length: count }, (_, i) =>
    simulateMachine(type, model, bases, random.fork(`machine ${i}`), component),
  );
};
