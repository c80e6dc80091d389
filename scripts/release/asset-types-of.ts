import type { FlowNode } from "../../models/revisions/flow-node.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";
import { readAssetType } from "../../nodes/asset-type/read-asset-type.ts";

/**
 * The asset types that a flow names, each once, by id: what the shipped ones say belongs to Twinloom's version, not to the flow.
 *
 * @throws TwinError TWIN-TYPE-001 to -003
 */
export const assetTypesOf = (flow: readonly FlowNode[]): readonly AssetType[] => {
  const types = flow
    .filter(({ type, d }) => type === "twinloom-asset-type" && d !== true)
    .map((node) => readAssetType(text(node["kind"]), text(node["definition"]), ""));
  const byId = new Map(types.map((type) => [type.id, type]));
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
};

const text = (value: unknown): string => (typeof value === "string" ? value : "");
