import { userInfo } from "node:os";
import { resolve } from "node:path";
import type { FlowNode } from "../../models/revisions/flow-node.ts";
import { hashOfFlow } from "../../nodes/kit/hash-of-flow.ts";
import { commitFlow } from "../revisions/commit-flow.ts";
import { headOf, readRevision } from "../revisions/history.ts";
import { judgeFlow } from "../revisions/judge-deploy.ts";
import { readFlowFile } from "../revisions/running-flow.ts";

/**
 * Makes a flow file the next revision of a home folder, if its checks hold. One that already is the last revision is not judged
 * again: what ran yesterday has to run after a restart too.
 *
 * @param reason why it is to run in spite of failed checks; empty: it isn't
 * @throws TwinError TWIN-REV-011 with all complaints, and those of `readFlowFile` and `commitFlow`
 */
export const takeFlowFile = async (home: string, file: string, reason: string): Promise<void> => {
  const nodes = readFlowFile(resolve(file));
  const override = isDeployed(home, nodes) ? undefined : await judgeFlow(nodes, reason);
  const author = { user: userInfo().username, message: `twinloom run ${file}` };
  commitFlow(home, nodes, { ...author, ...(override ? { override } : {}) });
};

const isDeployed = (home: string, nodes: readonly FlowNode[]): boolean => {
  try {
    const head = headOf(home);
    return head !== undefined && readRevision(home, head).flow === hashOfFlow(nodes);
  } catch {
    // a history that can't be read is told of where it is written
    return false;
  }
};
