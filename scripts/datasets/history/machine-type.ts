import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { assetTypes, physicsModels } from "../../../models/assets/index.ts";
import { TwinError } from "../../../models/errors/twin-error.ts";
import { type BaseFeature, baseFeaturesOf } from "../../../models/prognosis/base-features.ts";
import type { PhysicsModel } from "../../../models/simulation/physics-model.ts";
import type { AssetType } from "../../../models/twin/asset-type.ts";
import { readAssetType } from "../../../nodes/asset-type/read-asset-type.ts";
import { livesErrors } from "./errors.ts";

/** A kind of machine with what its trained models read of it. */
export interface MachineType {
  readonly type: AssetType;
  /** Undefined where there is none: then nothing is known of a machine as new. */
  readonly physics: PhysicsModel | undefined;
  readonly bases: readonly BaseFeature[];
}

/**
 * @param wanted id of a shipped type, or the JSON file of one
 * @param component that it must have
 * @throws TwinError TWIN-LIVES-001 and -002, TWIN-TYPE-001 and -002
 */
export const machineType = async (wanted: string, component: string): Promise<MachineType> => {
  const type = assetTypes[wanted] ?? (await ownType(wanted));
  if (!type.components.some(({ id }) => id === component)) {
    const known = type.components.map(({ id }) => id).join(", ");
    throw new TwinError(livesErrors.unknownComponent, { assetType: type.id, component, known });
  }
  const physics = physicsModels[type.physics ?? ""];
  return { type, physics, bases: baseFeaturesOf(type, physics) };
};

const ownType = async (file: string): Promise<AssetType> => {
  if (existsSync(file)) return readAssetType("", await readFile(file, "utf8"), "");
  const known = Object.keys(assetTypes).join(", ");
  throw new TwinError(livesErrors.unknownType, { assetType: file, known });
};
