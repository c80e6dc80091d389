import type { FlowNode } from "../revisions/flow-node.ts";

/** Nodes that keep nothing between two messages of different machines; every twinloom node keeps each machine to itself. */
const BY_MACHINE =
  /^(twinloom-.*|tab|group|comment|catch|status|complete|debug|inject|junction|link in|link out|change|switch|json|mqtt .*|http .*|ui-.*|[a-z-]*broker|tls-config)$/;

/** Settings by which a change or switch node keeps something for the next message: context, or the value before. */
const KEEPS = /"(flow|global|prev)"/;

/** Whether the machines of a flow may be run in processes of their own with the same result. */
export const isByMachine = (flow: readonly FlowNode[]): boolean =>
  flow.every(
    (node) =>
      BY_MACHINE.test(node.type) &&
      !((node.type === "change" || node.type === "switch") && KEEPS.test(JSON.stringify(node["rules"] ?? node))) &&
      !(node.type === "switch" && KEEPS.test(JSON.stringify(node["propertyType"] ?? ""))),
  );
