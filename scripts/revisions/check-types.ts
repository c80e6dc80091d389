import { TwinError } from "../../models/errors/twin-error.ts";
import type { FlowNode } from "../../models/revisions/flow-node.ts";
import { wireEnds } from "../../models/revisions/wire-ends.ts";
import { unitConverter } from "../../models/telemetry/units.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";
import { readAssetType } from "../../nodes/asset-type/read-asset-type.ts";

export interface Complaint {
  readonly node: FlowNode;
  readonly reason: string;
}

/** A work-order sink takes the orders of machines of any type. */
const OF_ONE_TYPE = new Set([
  ...["twinloom-sensor-source", "twinloom-feature-extractor", "twinloom-twin-state"],
  ...["twinloom-rul-predictor", "twinloom-scenario-runner"],
]);

/** Asset types that can't be read, and wires between nodes whose machines or units don't fit each other. */
export const checkTypes = (nodes: readonly FlowNode[]): Complaint[] => {
  const complaints: Complaint[] = [];
  const types = new Map<string, AssetType>();
  for (const node of nodes.filter(({ type }) => type === "twinloom-asset-type")) {
    const type = attempt(() => readAssetType(text(node["kind"]), text(node["definition"]), text(node["place"])));
    if (type instanceof TwinError) complaints.push({ node, reason: type.message });
    else types.set(node.id, type);
  }
  for (const node of nodes) complaints.push(...unitProblems(node, types.get(text(node["assetType"]))));
  for (const { from, to } of wireEnds(nodes)) {
    if (!OF_ONE_TYPE.has(from.type) || !OF_ONE_TYPE.has(to.type)) continue;
    const [own, other] = [types.get(text(from["assetType"])), types.get(text(to["assetType"]))];
    if (own && other && own.id !== other.id) {
      complaints.push({
        node: from,
        reason: `is of the asset type ${own.id}, and wired to ${nameOf(to)} of ${other.id}`,
      });
    }
    if (!own && other) complaints.push(...unitProblems(from, other));
  }
  return complaints;
};

/** Tags of a source whose unit can't become that of their channel. */
const unitProblems = (node: FlowNode, type: AssetType | undefined): Complaint[] => {
  if (node.type !== "twinloom-sensor-source" || !type) return [];
  const rows: readonly unknown[] = Array.isArray(node["tags"]) ? node["tags"] : [];
  return rows.flatMap((row) => {
    const { tag, channel: name, unit } = Object(row);
    const channel = Object.hasOwn(type.channels, text(name)) ? type.channels[text(name)] : undefined;
    if (!channel || !text(unit)) return [];
    const found = attempt(() => unitConverter(text(unit), channel.unit));
    const where = `tag ${text(tag) || text(name)} in ${text(unit)}, channel ${text(name)} of ${type.id} in ${channel.unit}`;
    return found instanceof TwinError ? [{ node, reason: `${where}: ${found.message}` }] : [];
  });
};

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
