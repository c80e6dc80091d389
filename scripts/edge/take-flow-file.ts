import { userInfo } from "node:os";
import { resolve } from "node:path";
import { TwinError } from "../../models/errors/twin-error.ts";
import type { FlowNode } from "../../models/revisions/flow-node.ts";
import { hashOfFlow } from "../../nodes/kit/hash-of-flow.ts";
import { packagesOf } from "../release/released-packages.ts";
import { commitFlow } from "../revisions/commit-flow.ts";
import { headOf, readRevision } from "../revisions/history.ts";
import { judgeFlow } from "../revisions/judge-deploy.ts";
import { readFlowFile } from "../revisions/running-flow.ts";
import { edgeErrors } from "./errors.ts";

/**
 * Makes a flow file the next revision of a home folder, if its checks hold. One that already is the last revision is not judged
 * again: what ran yesterday has to run after a restart too. What is refused leaves the flow there that the next start without a file runs.
 *
 * @param reason why it is to run in spite of failed checks; empty: it isn't
 * @throws TwinError TWIN-EDGE-001, TWIN-REV-011 with all complaints, and those of `readFlowFile` and `commitFlow`
 */
export const takeFlowFile = async (home: string, file: string, reason: string): Promise<void> => {
  const nodes = readFlowFile(resolve(file));
  const isNew = !isDeployed(home, nodes);
  if (isNew && reason === "") await refuseMissingTypes(home, nodes);
  const override = isNew ? await judgeFlow(nodes, reason) : undefined;
  const author = { user: userInfo().username, message: `twinloom run ${file}` };
  commitFlow(home, nodes, { ...author, ...(override ? { override } : {}) });
};

const refuseMissingTypes = async (home: string, nodes: readonly FlowNode[]): Promise<void> => {
  const { missing } = await packagesOf(nodes, home);
  if (missing.length > 0) throw new TwinError(edgeErrors.missingTypes, { types: missing.join(", "), home });
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
