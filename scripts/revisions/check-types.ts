import { TwinError } from "../../models/errors/twin-error.ts";
import type { FlowNode } from "../../models/revisions/flow-node.ts";
import { unitProblems } from "../../models/revisions/unit-problems.ts";
import { wireEnds } from "../../models/revisions/wire-ends.ts";
import { assetTypeProblems } from "../../models/revisions/wire-problems.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";
import { readAssetType } from "../../nodes/asset-type/read-asset-type.ts";

export interface Complaint {
  readonly node: FlowNode;
  readonly reason: string;
}

/** Asset types that can't be read, and wires between nodes whose machines or units don't fit each other. */
export const checkTypes = (nodes: readonly FlowNode[]): Complaint[] => {
  const complaints: Complaint[] = [];
  const types = new Map<string, AssetType>();
  for (const node of nodes.filter(({ type }) => type === "twinloom-asset-type")) {
    const type = attempt(() => readAssetType(text(node["kind"]), text(node["definition"]), text(node["place"])));
    if (type instanceof TwinError) complaints.push({ node, reason: type.message });
    else types.set(node.id, type);
  }
  for (const node of nodes) complaints.push(...unitComplaints(node, types.get(text(node["assetType"]))));
  for (const { from, to, own, other } of assetTypeProblems(nodes, types)) {
    complaints.push({ node: from, reason: `is of the asset type ${own}, and wired to ${nameOf(to)} of ${other}` });
  }
  for (const { from, to } of wireEnds(nodes)) {
    const [own, other] = [types.get(text(from["assetType"])), types.get(text(to["assetType"]))];
    if (!own && other) complaints.push(...unitComplaints(from, other));
  }
  return complaints;
};

const unitComplaints = (node: FlowNode, type: AssetType | undefined): Complaint[] =>
  unitProblems(node, type).map(({ tag, unit, channel, type: id, expected, reason }) => ({
    node,
    reason: `tag ${tag} in ${unit}, channel ${channel} of ${id} in ${expected}: ${reason}`,
  }));

const attempt = <T>(action: () => T): T | TwinError => {
  try {
    return action();
  } catch (error) {
    if (error instanceof TwinError) return error;
    throw error;
  }
};

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const nameOf = (node: FlowNode): string => text(node["name"]) || node.type;
