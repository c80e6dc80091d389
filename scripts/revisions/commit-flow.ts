import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { TwinError } from "../../models/errors/twin-error.ts";
import { revisionErrors } from "../../models/revisions/errors.ts";
import type { FlowNode } from "../../models/revisions/flow-node.ts";
import { joinFlow } from "../../models/revisions/join-flow.ts";
import type { Author, Revision } from "../../models/revisions/revision.ts";
import { type FlowFiles, splitFlow } from "../../models/revisions/split-flow.ts";
import { hashOfFlow } from "../../nodes/kit/hash-of-flow.ts";
import { atomicWrite } from "./atomic-write.ts";
import { readTree, sameFiles, treeFolder, writeTree } from "./flow-tree.ts";
import { checkVersion, filesOf, headOf, historyFolder, keepRevision, readRevision, sha256 } from "./history.ts";
import { withLock } from "./lock.ts";

export interface CommitOptions {
  /** The revision that the change was made from; another head is a conflict. Left out: whatever is there. */
  readonly from?: string | undefined;
  /** Overwrite files that were changed by hand. */
  readonly overFiles?: boolean;
}

/**
 * Makes a revision of a flow and writes its files; the head as it is where nothing has changed. What was there before stays
 * until all of it is on disk.
 *
 * @throws TwinError TWIN-REV-002, -003, -004, -007, -008, -012; -001 if a file was changed by hand into what can't be read
 */
export const commitFlow = (
  home: string,
  nodes: readonly FlowNode[],
  author: Author,
  options: CommitOptions = {},
): Revision =>
  writing(home, () => {
    checkVersion(home);
    const head = headOrUndefined(home);
    if ("from" in options && options.from !== head) throw changedBy(home, head);
    const before = head === undefined ? undefined : readable(home, head);
    if (before && !options.overFiles) refuseForeignFiles(home, before);
    const files = splitFlow(nodes);
    const hashes = Object.fromEntries([...files].map(([path, text]) => [path, sha256(text)]));
    const unchanged = before && !author.override && sameFiles(before.files, files);
    const revision = unchanged
      ? before.revision
      : keepRevision(
          home,
          {
            ...(head === undefined ? {} : { parent: head }),
            time: new Date().toISOString(),
            user: author.user,
            message: author.message,
            flow: hashOfFlow(nodes),
            files: hashes,
            ...(author.override ? { override: author.override } : {}),
          },
          files,
        );
    checkOut(home, revision.id, files);
    return revision;
  });

/** Makes the files of the flow those of a revision. */
export const checkOut = (home: string, id: string, files: FlowFiles): void => {
  writeTree(home, files);
  if (checkedOut(home) !== id) atomicWrite(stampFile(home), `${id}\n`);
};

/** Id of the revision whose files were written last, to the end. */
export const checkedOut = (home: string): string | undefined =>
  existsSync(stampFile(home)) ? readFileSync(stampFile(home), "utf8").trim() : undefined;

const stampFile = (home: string): string => join(historyFolder(home), "checked-out");

/** A head that can't be read is no parent; the next deploy begins anew, and nothing of what is kept goes. */
const headOrUndefined = (home: string): string | undefined => {
  try {
    return headOf(home);
  } catch {
    return undefined;
  }
};

const readable = (home: string, id: string): { revision: Revision; files: FlowFiles } | undefined => {
  try {
    const revision = readRevision(home, id);
    return { revision, files: filesOf(home, revision) };
  } catch {
    return undefined;
  }
};

const refuseForeignFiles = (home: string, before: { revision: Revision; files: FlowFiles }): void => {
  const tree = readTree(home);
  if (checkedOut(home) !== before.revision.id || sameFiles(tree, before.files)) return;
  joinFlow(tree);
  throw new TwinError(revisionErrors.changedOutside, { folder: treeFolder(home) });
};

/** Node-RED's editor offers to review the changes where it is answered 409. */
const changedBy = (home: string, head: string | undefined): Error => {
  const other = head === undefined ? undefined : readable(home, head)?.revision;
  const details = { user: other?.user ?? "somebody", id: head ?? "unknown" };
  return Object.assign(new TwinError(revisionErrors.changedMeanwhile, details), { status: 409 });
};

const writing = <T>(home: string, action: () => T): T => {
  try {
    return withLock(historyFolder(home), action);
  } catch (cause) {
    if (cause instanceof TwinError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TwinError(revisionErrors.notWritten, { folder: historyFolder(home), reason }, cause);
  }
};
