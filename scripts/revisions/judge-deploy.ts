import { TwinError } from "../../models/errors/twin-error.ts";
import { revisionErrors } from "../../models/revisions/errors.ts";
import type { FlowNode } from "../../models/revisions/flow-node.ts";
import type { Override } from "../../models/revisions/revision.ts";
import { checkFlow } from "./check-flow.ts";
import { deployWords } from "./deploy-context.ts";

/**
 * Lets a flow pass whose checks hold, or that somebody wants in spite of them.
 *
 * @param reason why it is wanted all the same; empty: it isn't
 * @returns what is kept of a deploy in spite of failed checks
 * @throws TwinError TWIN-REV-011 with all complaints
 */
export const judgeFlow = async (nodes: readonly FlowNode[], reason: string): Promise<Override | undefined> => {
  const complaints = await checkFlow(nodes);
  if (complaints.length === 0) return undefined;
  if (reason !== "") return { reason, complaints };
  // the editor takes them apart at the bullets
  const details = { complaints: complaints.map((text) => ` • ${text}`).join("") };
  throw Object.assign(new TwinError(revisionErrors.refused, details), { status: 422 });
};

/** The same for the deploy that is going on, whose reason is in a header of its request. */
export const judgeDeploy = (nodes: readonly FlowNode[]): Promise<Override | undefined> =>
  judgeFlow(nodes, deployWords().overrideReason);
