import { join } from "node:path";
import type { Author, Revision } from "../../models/revisions/revision.ts";
import { commitFlow } from "../revisions/commit-flow.ts";
import { flowOf } from "../revisions/find-revision.ts";
import { readRevision } from "../revisions/history.ts";
import { readFlowFile } from "../revisions/running-flow.ts";
import { putModels } from "./put-models.ts";
import { readInstalled } from "./read-installed.ts";
import { FLOW } from "./release-parts.ts";
import { type Runnable, readState, releaseFolder, writeState } from "./release-state.ts";

export interface Activated {
  readonly current: Runnable;
  readonly revision: Revision;
}

/**
 * Puts what is current in place before a start: its flow becomes a revision, its models the champions of the registry. Does nothing
 * where that was done: a flow that was deployed since stays.
 *
 * @throws TwinError TWIN-RELEASE-001, -002, -012, those of the revisions and of the store
 */
export const activate = async (home: string): Promise<Activated | undefined> => {
  const { current, active, ...state } = readState(home);
  if (!current || active === current.id) return undefined;
  const { kind, id, name } = current;
  const manifest = kind === "release" ? readInstalled(home, id) : undefined;
  // from here on neither the one nor the other is in place: whatever stops this, the next look puts one there in whole
  if (active !== undefined) writeState(home, { ...state, current });
  const author: Author = {
    user: "twinloom",
    message: kind === "release" ? `Release ${name} (${id})` : `Back to ${name}`,
  };
  if (!manifest) {
    const revision = commitFlow(home, flowOf(home, readRevision(home, id)), author, { overFiles: true });
    writeState(home, { ...state, current, active: id });
    return { current, revision };
  }
  const flow = readFlowFile(join(releaseFolder(home, id), FLOW));
  const revision = commitFlow(home, flow, author, { overFiles: true });
  await putModels(home, releaseFolder(home, id), manifest);
  writeState(home, { ...state, current, active: id });
  return { current, revision };
};
