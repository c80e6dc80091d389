import { defineErrors } from "../errors/define-errors.ts";

export const revisionErrors = defineErrors("REV", {
  badFile: [
    1,
    "The flow file {file} can't be read: {reason}",
    "Mend the file, or take the last revision again with: twinloom revisions rollback head",
  ],
  newerStore: [
    2,
    "The revisions in {folder} were kept by a newer version ({saved}) than this one reads ({known})",
    "Update Twinloom; until then the flow runs as its files are, and a deploy is refused",
  ],
  damaged: [
    3,
    "Revision {id} is damaged: {reason}",
    "See which are whole with: twinloom revisions list; put {folder} back from a backup",
  ],
  changedMeanwhile: [
    4,
    "The flow was changed meanwhile by {user} (revision {id})",
    "Review the changes in the editor, then deploy again",
  ],
  notFound: [5, "There is no revision {id}", "See which there are with: twinloom revisions list"],
  ambiguous: [6, "Several revisions begin with {id}: {found}", "Give more of its digits"],
  busy: [7, "Another process ({pid}) is writing revisions in {folder}", "Try again in a moment"],
  notWritten: [
    8,
    "The revision could not be written to {folder}: {reason}",
    "Make room or give the right to write, then deploy again",
  ],
  noFlow: [9, "{file} is no flow of Node-RED: {reason}", "Give a file that Node-RED has exported"],
  badLabel: [
    10,
    "{label} can't be a label: {reason}",
    "Give a word of letters, digits, dots and dashes that is not taken",
  ],
  refused: [
    11,
    "The deploy was refused:{complaints}",
    "Correct it, or deploy in spite of it with a reason, which is kept with the revision",
  ],
  changedOutside: [
    12,
    "The files in {folder} were changed outside of the editor",
    "Take them in with Restart Flows (in the menu of the Deploy button), or undo the change there; then deploy again",
  ],
});
