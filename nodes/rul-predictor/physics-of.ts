import { physicsModels } from "../../models/assets/index.ts";
import type { Numbers, PhysicsModel } from "../../models/simulation/physics-model.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";
import { physicsHash } from "../kit/physics-hash.ts";

export interface Physics {
  readonly model: PhysicsModel;
  readonly parameters: Numbers;
  readonly hash: string;
}

/** The physics of an asset type, with the type's own parameters in place of the model's. */
export const physicsOf = ({ physics, parameters }: AssetType): Physics | undefined => {
  const model = physicsModels[physics ?? ""];
  if (!model) return undefined;
  const own = Object.entries(parameters).filter(([name]) => name in model.parameters);
  const merged: Numbers = { ...model.parameters, ...Object.fromEntries(own.map(([name, { value }]) => [name, value])) };
  return { model, parameters: merged, hash: physicsHash(model, merged) };
};
