import { userInfo } from "node:os";
import { resolve } from "node:path";
import type { Command } from "commander";
import { diffFlows } from "../../models/revisions/diff-flows.ts";
import { diffText } from "../../models/revisions/diff-text.ts";
import type { FlowDiff } from "../../models/revisions/flow-diff.ts";
import type { Revision } from "../../models/revisions/revision.ts";
import { wholeNumber } from "../console/whole-number.ts";
import { findRevision, flowOf, rollBack } from "../revisions/find-revision.ts";
import { flowWords } from "../revisions/flow-words.ts";
import { allRevisions } from "../revisions/history.ts";
import { readLabels, setLabel } from "../revisions/labels.ts";
import { revisionLines, revisionTable } from "../revisions/revision-text.ts";
import { twinloomHome } from "../start/layout.ts";

interface Options {
  readonly home: string;
  readonly json?: boolean;
}

/** `twinloom revisions …`: what was deployed, by whom and why; compare, label, go back. */
export const revisionsCommand = (program: Command): void => {
  const revisions = program
    .command("revisions")
    .description("what was deployed, by whom and why: compare, label, roll back");
  const sub = (usage: string, description: string): Command =>
    revisions
      .command(usage)
      .description(description)
      .option("--home <folder>", "home folder (TWINLOOM_HOME)", (folder) => resolve(folder), twinloomHome())
      .option("--json", "print one JSON object");

  sub("list", "every deploy, newest first").option("--last <number>", "so many only", wholeNumber(1)).action(list);
  sub("show [revision]", "one revision and what it changed; by its id, the beginning of it, its label, or head").action(
    show,
  );
  sub("diff <from> [to]", "what changed between any two; the second is head if left out").action(diff);
  sub("label <revision> <label>", "give a revision a label").action((which, label, options: Options) => {
    const revision = findRevision(options.home, which);
    setLabel(options.home, label, revision.id);
    print(options, { label, revision: revision.id }, [`${label}: ${revision.id}`]);
  });
  sub("unlabel <label>", "take a label away").action((label, options: Options) => {
    const { id } = findRevision(options.home, label);
    setLabel(options.home, label, undefined);
    print(options, { label, revision: id }, [`${label} is no longer a label of ${id}`]);
  });
  sub(
    "rollback [revision]",
    "deploy a revision from before; the one before the last if left out. A running Twinloom loads it at once",
  )
    .option("--by <name>", "who does it", userInfo().username)
    .option("--message <text>", "why, for the history", "")
    .action(rollback);
};

const list = (options: Options & { last?: number }): void => {
  const { whole, broken } = allRevisions(options.home);
  const shown = whole.slice(0, options.last ?? whole.length);
  const labels = readLabels(options.home);
  const damaged = broken.length > 0 ? [`Damaged, can't be read: ${broken.join(", ")}`] : [];
  const table = revisionTable(shown, labels, whole[0]?.id).trimEnd();
  print(options, { revisions: shown, labels, broken }, [table, ...damaged]);
};

const show = async (which: string | undefined, options: Options): Promise<void> => {
  const revision = findRevision(options.home, which ?? "head");
  const parent = revision.parent === undefined ? undefined : findRevision(options.home, revision.parent);
  const changes = await compare(options.home, parent, revision);
  const lines = [...revisionLines(revision, readLabels(options.home)), "", ...diffText(changes)];
  print(options, { ...revision, changes }, lines);
};

const diff = async (from: string, to: string | undefined, options: Options): Promise<void> => {
  const [before, after] = [findRevision(options.home, from), findRevision(options.home, to ?? "head")];
  const changes = await compare(options.home, before, after);
  print(options, { from: before.id, to: after.id, ...changes }, [`${before.id} -> ${after.id}`, ...diffText(changes)]);
};

const compare = async (home: string, before: Revision | undefined, after: Revision): Promise<FlowDiff> =>
  diffFlows(before ? flowOf(home, before) : [], flowOf(home, after), await flowWords());

const rollback = (which: string | undefined, options: Options & { by: string; message: string }): void => {
  const revision = rollBack(options.home, which, { user: options.by, message: options.message });
  print(options, revision, [`revision ${revision.id}: ${revision.message}`]);
};

const print = ({ json }: Options, object: unknown, lines: readonly string[]): void => {
  process.stdout.write(json ? `${JSON.stringify(object, null, 2)}\n` : `${lines.join("\n")}\n`);
};
