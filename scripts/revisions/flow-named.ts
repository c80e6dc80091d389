import { resolve } from "node:path";
import type { FlowNode } from "../../models/revisions/flow-node.ts";
import { findRevision, flowOf } from "./find-revision.ts";
import { keptFlow, readFlowFile } from "./running-flow.ts";

/**
 * The flow that a command names: a file of Node-RED, or a revision of the home folder; what was deployed last where it names none.
 *
 * @throws TwinError TWIN-REV-001, -003, -005, -006, -009
 */
export const flowNamed = (home: string, which: string | undefined): readonly FlowNode[] => {
  if (which === undefined) return keptFlow(home);
  return which.endsWith(".json") ? readFlowFile(resolve(which)) : flowOf(home, findRevision(home, which));
};
