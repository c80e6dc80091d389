import { diffFlows } from "../../models/revisions/diff-flows.ts";
import type { RevisionService } from "../../nodes/flow-revisions/revision-service.ts";
import { findRevision, flowOf, rollBack } from "./find-revision.ts";
import { flowWords } from "./flow-words.ts";
import { allRevisions } from "./history.ts";
import { readLabels, setLabel } from "./labels.ts";

/** Older ones are there for the command line. */
const MOST_LISTED = 200;

/**
 * What the editor's sidebar may do with the revisions of a home folder.
 *
 * @param load starts the flow that is the head now
 */
export const revisionService = (home: string, load: () => Promise<void>): RevisionService => ({
  list: () => {
    const { whole, broken } = allRevisions(home);
    const [newest] = whole;
    return {
      revisions: whole.slice(0, MOST_LISTED).map(({ files: _, ...told }) => told),
      labels: readLabels(home),
      broken,
      ...(newest ? { head: newest.id } : {}),
    };
  },
  compare: async (from, to) => {
    const after = findRevision(home, to);
    const start = from ?? after.parent;
    const before = start === undefined ? undefined : findRevision(home, start);
    const changes = diffFlows(before ? flowOf(home, before) : [], flowOf(home, after), await flowWords());
    return { from: before?.id ?? "", to: after.id, ...changes };
  },
  label: (which, label) => setLabel(home, label, findRevision(home, which).id),
  unlabel: (label) => setLabel(home, label, undefined),
  rollBack: async (which, author) => {
    const revision = rollBack(home, which, author);
    await load();
    return revision;
  },
});
