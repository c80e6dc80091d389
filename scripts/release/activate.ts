import { join } from "node:path";
import type { Author, Revision } from "../../models/revisions/revision.ts";
import { commitFlow } from "../revisions/commit-flow.ts";
import { flowOf } from "../revisions/find-revision.ts";
import { readRevision } from "../revisions/history.ts";
import { readFlowFile } from "../revisions/running-flow.ts";
import { FLOW } from "./open-release.ts";
import { putModels } from "./put-models.ts";
import { readInstalled } from "./read-installed.ts";
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
  const { current, ...state } = readState(home);
  if (!current || state.active === current.id) return undefined;
  const { kind, id, name } = current;
  const author: Author = {
    user: "twinloom",
    message: kind === "release" ? `Release ${name} (${id})` : `Back to ${name}`,
  };
  if (kind === "revision") {
    const revision = commitFlow(home, flowOf(home, readRevision(home, id)), author, { overFiles: true });
    writeState(home, { ...state, current, active: id });
    return { current, revision };
  }
  const manifest = readInstalled(home, id);
  const flow = readFlowFile(join(releaseFolder(home, id), FLOW));
  const revision = commitFlow(home, flow, author, { overFiles: true });
  await putModels(home, releaseFolder(home, id), manifest);
  writeState(home, { ...state, current, active: id });
  return { current, revision };
};
