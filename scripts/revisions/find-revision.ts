import { TwinError } from "../../models/errors/twin-error.ts";
import { revisionErrors } from "../../models/revisions/errors.ts";
import type { FlowNode } from "../../models/revisions/flow-node.ts";
import { joinFlow } from "../../models/revisions/join-flow.ts";
import type { Author, Revision } from "../../models/revisions/revision.ts";
import { commitFlow } from "./commit-flow.ts";
import { allRevisions, filesOf, headOf, readRevision } from "./history.ts";
import { readLabels } from "./labels.ts";

/**
 * A revision by its id, the beginning of it, its label, or `head`.
 *
 * @throws TwinError TWIN-REV-003, -005, -006
 */
export const findRevision = (home: string, which: string): Revision => {
  const labelled = which === "head" ? headOf(home) : readLabels(home)[which];
  if (labelled !== undefined) return readRevision(home, labelled);
  const { whole, broken } = allRevisions(home);
  const found = [...whole.map(({ id }) => id), ...broken].filter((id) => which !== "" && id.startsWith(which));
  const [only, ...more] = found;
  if (only === undefined) throw new TwinError(revisionErrors.notFound, { id: which });
  if (more.length > 0) throw new TwinError(revisionErrors.ambiguous, { id: which, found: found.join(", ") });
  return readRevision(home, only);
};

/** @throws TwinError TWIN-REV-001, -003 */
export const flowOf = (home: string, revision: Revision): readonly FlowNode[] => joinFlow(filesOf(home, revision));

/**
 * Makes a revision from before the one that runs, as a new revision: what was in between stays in the history. Files that were
 * changed by hand are overwritten.
 *
 * @param which left out: the one before the head
 */
export const rollBack = (home: string, which: string | undefined, { user, message }: Author): Revision => {
  const target = which === undefined ? before(home) : findRevision(home, which);
  const words = `Rolled back to ${target.id}${message ? `: ${message}` : ""}`;
  return commitFlow(home, flowOf(home, target), { user, message: words }, { overFiles: true });
};

const before = (home: string): Revision => {
  const head = findRevision(home, "head");
  if (head.parent === undefined) throw new TwinError(revisionErrors.notFound, { id: `before ${head.id}` });
  return readRevision(home, head.parent);
};
