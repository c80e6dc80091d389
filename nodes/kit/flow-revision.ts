import { type FlowNode, isFlowNode } from "../../models/revisions/flow-node.ts";
import { hashOfFlow } from "./hash-of-flow.ts";
import type { Red } from "./red.ts";

const revisions = new WeakMap<Red["nodes"]["eachNode"], string>();

/**
 * Content hash of the deployed flow: the same for the same meaning, wherever its nodes are drawn. Computed once per deploy.
 */
export const flowRevision = (red: Pick<Red, "nodes" | "events">): string => {
  const known = revisions.get(red.nodes.eachNode);
  if (known) return known;
  const nodes: FlowNode[] = [];
  red.nodes.eachNode((config) => {
    if (isFlowNode(config)) nodes.push(config);
  });
  const revision = hashOfFlow(nodes);
  revisions.set(red.nodes.eachNode, revision);
  red.events.once("flows:stopping", () => revisions.delete(red.nodes.eachNode));
  return revision;
};
