import type { FlowDiff } from "../../models/revisions/flow-diff.ts";
import type { Author, Revision } from "../../models/revisions/revision.ts";

/** Without the hashes of its files, which are many and tell nobody anything. */
export type ListedRevision = Omit<Revision, "files">;

export interface RevisionList {
  /** Newest first. */
  readonly revisions: readonly ListedRevision[];
  /** Id by label. */
  readonly labels: Readonly<Record<string, string>>;
  /** Ids of those that can't be read. */
  readonly broken: readonly string[];
  /** The one that was deployed last. */
  readonly head?: string;
}

export interface Comparison extends FlowDiff {
  readonly from: string;
  readonly to: string;
}

/** What the storage of the flows offers to the editor; each throws the TwinErrors of `twinloom revisions`. */
export interface RevisionService {
  list(): RevisionList;
  /** @param from left out: the one that `to` was made from; nothing for the first */
  compare(from: string | undefined, to: string): Promise<Comparison>;
  label(which: string, label: string): void;
  unlabel(label: string): void;
  /** Resolves when the flow of that revision has been started. */
  rollBack(which: string, author: Author): Promise<Revision>;
}

/** The service of Node-RED's settings; undefined where the flows are kept in another way. */
export const revisionServiceOf = (settings: Readonly<Record<string, unknown>>): RevisionService | undefined => {
  const storage = settings["storageModule"];
  if (typeof storage !== "object" || storage === null || !("revisions" in storage)) return undefined;
  return isService(storage.revisions) ? storage.revisions : undefined;
};

const isService = (value: unknown): value is RevisionService =>
  typeof value === "object" &&
  value !== null &&
  ["list", "compare", "label", "unlabel", "rollBack"].every((name) => typeof Reflect.get(value, name) === "function");
