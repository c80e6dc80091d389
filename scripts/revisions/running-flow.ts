import { existsSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { TwinError } from "../../models/errors/twin-error.ts";
import { revisionErrors } from "../../models/revisions/errors.ts";
import { type FlowNode, isFlowNode } from "../../models/revisions/flow-node.ts";
import { joinFlow } from "../../models/revisions/join-flow.ts";
import type { Author } from "../../models/revisions/revision.ts";
import { checkedOut, checkOut, commitFlow } from "./commit-flow.ts";
import { readTree, sameFiles } from "./flow-tree.ts";
import { allRevisions, checkVersion, filesOf, headOf, readRevision } from "./history.ts";

export interface RunningFlow {
  readonly nodes: readonly FlowNode[];
  /** Revision that the nodes are of, as far as that is known. */
  readonly head?: string;
  /** What is wrong with the store or the files, while the best that is there runs. */
  readonly problem?: TwinError;
}

const FROM_FILE: Author = { user: "flows.json", message: "Taken over from flows.json" };
const FROM_FILES: Author = { user: "files", message: "Changed outside of the editor" };

/** True where a flow has been deployed or put in place: nothing of it may be overwritten by a first one. */
export const hasFlow = (home: string): boolean =>
  existsSync(flowFile(home)) || existsSync(join(home, "revisions", "head"));

/**
 * The flow to run: a `flows.json` that was put in place becomes a revision, files that were merged by git too. Where something is
 * damaged, the last that is whole runs, and the problem is told.
 */
export const runningFlow = (home: string): RunningFlow => {
  const problem = attempt(() => {
    checkVersion(home);
    takeOver(home);
    return undefined;
  });
  return problem.error ? { ...best(home), problem: problem.error } : deployed(home);
};

/**
 * The flow of a home folder as the next start would run it; reads only.
 *
 * @throws TwinError TWIN-REV-001, -003 or -009
 */
export const keptFlow = (home: string): readonly FlowNode[] => {
  if (existsSync(flowFile(home))) return readFlowFile(flowFile(home));
  const id = headOf(home);
  return id === undefined ? joinFlow(readTree(home)) : joinFlow(filesOf(home, readRevision(home, id)));
};

/** The same where something is damaged: what can still be run. */
export const flowToRun = (home: string): readonly FlowNode[] => {
  const kept = attempt(() => keptFlow(home));
  return kept.error ? best(home).nodes : kept.value;
};

/** @throws TwinError TWIN-REV-009 if the file holds no flow */
export const readFlowFile = (file: string): FlowNode[] => {
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, "utf8").replace(/^\uFEFF/, ""));
    const nodes: unknown[] = Array.isArray(parsed) ? parsed : Object(parsed).flows;
    if (!Array.isArray(nodes)) throw new Error("it holds no list of nodes");
    return nodes.map((node, i) => {
      if (!isFlowNode(node)) throw new Error(`node ${i + 1} has no id or type`);
      return node;
    });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TwinError(revisionErrors.noFlow, { file, reason }, cause);
  }
};

const flowFile = (home: string): string => join(home, "flows.json");

const takeOver = (home: string): void => {
  if (!existsSync(flowFile(home))) return;
  commitFlow(home, readFlowFile(flowFile(home)), FROM_FILE);
  renameSync(flowFile(home), join(home, "flows.taken-over.json"));
};

const deployed = (home: string): RunningFlow => {
  const found = attempt(() => {
    const id = headOf(home);
    const revision = id === undefined ? undefined : readRevision(home, id);
    return revision && { id: revision.id, files: filesOf(home, revision) };
  });
  if (found.error) return { ...best(home), problem: found.error };
  const head = found.value;
  const tree = readTree(home);
  if (!head) return tree.size > 0 ? fromFiles(home, { nodes: [] }) : { nodes: [] };
  const kept = { nodes: joinFlow(head.files), head: head.id };
  if (sameFiles(tree, head.files)) return kept;
  if (checkedOut(home) === head.id) return fromFiles(home, kept);
  // a power cut came between the revision and its files
  checkOut(home, head.id, head.files);
  return kept;
};

const fromFiles = (home: string, kept: RunningFlow): RunningFlow => {
  const taken = attempt(() => {
    const nodes = joinFlow(readTree(home));
    const head = commitFlow(home, nodes, FROM_FILES, { overFiles: true }).id;
    return { nodes, head };
  });
  return taken.error ? { ...kept, problem: taken.error } : taken.value;
};

/** What can still be run: the files of the flow, else the newest revision that is whole. */
const best = (home: string): RunningFlow => {
  const files = attempt(() => readTree(home));
  const fromTree = files.error ? files : attempt(() => joinFlow(files.value));
  if (!fromTree.error && fromTree.value.length > 0) return { nodes: fromTree.value };
  for (const revision of allRevisions(home).whole) {
    const nodes = attempt(() => joinFlow(filesOf(home, revision)));
    if (!nodes.error) return { nodes: nodes.value, head: revision.id };
  }
  return { nodes: [] };
};

type Attempt<T> = { readonly value: T; readonly error?: undefined } | { readonly error: TwinError };

const attempt = <T>(action: () => T): Attempt<T> => {
  try {
    return { value: action() };
  } catch (error) {
    if (error instanceof TwinError) return { error };
    throw error;
  }
};
