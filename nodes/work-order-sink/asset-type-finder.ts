import { assetTypes } from "../../models/assets/asset-types.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";
import type { World } from "../kit/world.ts";

/** Finds an asset type by its id: the own one of the settings, else a shipped one. */
export const assetTypeFinder = (configNodeId: string, world: World) => {
  const own = configNodeId ? world.resource<AssetType>(configNodeId, "twinloom-asset-type") : undefined;
  return (id: string): AssetType | undefined => (own?.id === id ? own : assetTypes[id]);
};
