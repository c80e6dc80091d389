import { createHash } from "node:crypto";
import { flowMeaning } from "../../models/revisions/flow-meaning.ts";
import type { FlowNode } from "../../models/revisions/flow-node.ts";

/** The flow revision that messages carry: content hash of what the flow does, 16 hex digits. */
export const hashOfFlow = (nodes: Iterable<FlowNode>): string =>
  createHash("sha256").update(flowMeaning(nodes)).digest("hex").slice(0, 16);
