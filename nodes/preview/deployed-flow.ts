import { type FlowNode, isFlowNode } from "../../models/revisions/flow-node.ts";
import type { Red } from "../kit/red.ts";
import { isOurs } from "./load-room.ts";

const PASSES_ON = new Set(["junction", "link in", "link out"]);

/** The nodes that a preview knows: ours, and what only passes messages on. */
export const previewNodes = (nodes: Iterable<unknown>): readonly FlowNode[] =>
  [...nodes].filter(isFlowNode).filter(({ type }) => isOurs(type) || PASSES_ON.has(type));

/** What is deployed. */
export const deployedFlow = (red: Pick<Red, "nodes">): readonly FlowNode[] => {
  const nodes: unknown[] = [];
  red.nodes.eachNode((node) => nodes.push(node));
  return previewNodes(nodes);
};
