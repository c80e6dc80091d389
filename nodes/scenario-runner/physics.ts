import { physicsModels } from "../../models/assets/index.ts";
import { TwinError } from "../../models/errors/twin-error.ts";
import type { Numbers, PhysicsModel } from "../../models/simulation/physics-model.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";
import type { TwinState } from "../../models/twin/twin-state.ts";
import { physicsHash } from "../kit/physics-hash.ts";
import { scenarioErrors } from "./errors.ts";

export interface Physics {
  readonly model: PhysicsModel;
  readonly parameters: Numbers;
  readonly hash: string;
  /** True if the machine ran through the window of a state: means of a window with a stop in it tell of neither. */
  ranThrough(state: TwinState): boolean;
  /** Names of all features and channels that are read of a state. */
  readonly read: readonly string[];
}

/**
 * The physics model of an asset type, with the type's own parameters in place of the model's where it has them.
 *
 * @throws TwinError TWIN-SCENARIO-001
 */
export const physicsOf = ({ id, physics, parameters, running }: AssetType): Physics => {
  const model = physicsModels[physics ?? ""];
  if (!model) {
    const known = Object.keys(physicsModels).join(", ");
    throw new TwinError(scenarioErrors.noPhysics, { assetType: id, known });
  }
  const ranThrough = ({ operatingState, features }: TwinState): boolean => {
    const lowest = running && features[`${running.channel}.min`];
    return operatingState !== "stopped" && operatingState !== "failed" && (lowest ?? Infinity) > (running?.above ?? 0);
  };
  const lowest = running ? [`${running.channel}.min`] : [];
  const read = [...Object.keys(model.noise).flatMap((name) => [name, `${name}.mean`]), ...lowest];
  const own = Object.entries(parameters).map(([name, { value }]) => [name, value] as const);
  const merged = { ...model.parameters, ...Object.fromEntries(own) };
  return { model, parameters: merged, hash: physicsHash(model, merged), ranThrough, read };
};
