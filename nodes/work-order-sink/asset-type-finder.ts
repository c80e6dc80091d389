import { assetTypes } from "../../models/assets/asset-types.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";
import type { World } from "../kit/world.ts";

const CONFIG_NODE = "twinloom-asset-type";

/**
 * Finds an asset type by its id, so that machines of many types may share one sink: the one of the settings, else that of any
 * deployed config node, else a shipped one. Types without a config node left get no words, but an order all the same.
 */
export const assetTypeFinder = (configNodeId: string, world: World) => {
  const chosen = configNodeId ? world.resource<AssetType>(configNodeId, CONFIG_NODE) : undefined;
  return (id: string): AssetType | undefined => {
    if (chosen?.id === id) return chosen;
    return world.resources<AssetType>(CONFIG_NODE).find((type) => type.id === id) ?? assetTypes[id];
  };
};
