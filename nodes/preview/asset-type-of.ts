import type { FlowNode } from "../../models/revisions/flow-node.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";
import { parseConfig } from "../kit/parse-config.ts";
import { withVariables } from "../kit/with-variables.ts";
import { loadRoom } from "./load-room.ts";
import { previewWorld } from "./preview-world.ts";
import { virtualClock } from "./virtual-clock.ts";

/** An asset type needs nothing of the world. */
const DEAF = { emit: () => undefined, failed: () => undefined, goesOn: () => undefined };

/** The asset type of a config node that need not be deployed. @throws TwinError what is wrong with it */
export const assetTypeOf = async (node: FlowNode): Promise<AssetType> => {
  const { schema, create } = await loadRoom(node.type);
  const world = previewWorld(node, { ...DEAF, homeFolder: "", resources: new Map(), clock: virtualClock() });
  return create(parseConfig(schema, withVariables(node)), world).resource as AssetType;
};
