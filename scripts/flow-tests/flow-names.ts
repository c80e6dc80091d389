import type { FlowTest } from "../../models/backtest/flow-test.ts";
import { TwinError } from "../../models/errors/twin-error.ts";
import type { FlowNode } from "../../models/revisions/flow-node.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";
import { readAssetType } from "../../nodes/asset-type/read-asset-type.ts";
import { flowTestErrors } from "./errors.ts";

const MOST_NAMES = 20;

/**
 * The node that a test names by its name or id.
 *
 * @throws TwinError TWIN-FLOWTEST-004 where there is none or several of the name
 */
export const nodeNamed = (
  nodes: readonly FlowNode[],
  flow: string,
  { name: test }: FlowTest,
  node: string,
): FlowNode => {
  const byId = nodes.find(({ id }) => id === node);
  if (byId) return byId;
  const onWires = nodes.filter(({ wires }) => Array.isArray(wires));
  const [found, ...more] = onWires.filter(({ name }) => name === node);
  if (found && more.length === 0) return found;
  const names = [...new Set(onWires.map(({ name }) => name).filter((name) => typeof name === "string" && name !== ""))];
  throw new TwinError(flowTestErrors.unknownNode, {
    ...{ test, node, flow, found: found ? `${more.length + 1} of that name` : "none" },
    names: names.slice(0, MOST_NAMES).join(", "),
  });
};

/** The unit of each channel by the asset type of a node; `1` where it has none. */
export const unitsOf = (nodes: readonly FlowNode[], node: FlowNode): ((channel: string) => string) => {
  const type = nodes.find(({ id }) => id === node["assetType"]);
  const channels: AssetType["channels"] = type
    ? readAssetType(text(type["kind"]), text(type["definition"]), "").channels
    : {};
  return (channel) => (Object.hasOwn(channels, channel) ? (channels[channel]?.unit ?? "1") : "1");
};

const text = (value: unknown): string => (typeof value === "string" ? value : "");
