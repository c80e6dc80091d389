import { defineErrors } from "../errors/define-errors.ts";

export const scaffoldErrors = defineErrors("SCAFFOLD", {
  empty: [
    1,
    "There is no tag in {where}",
    "Give a table with one tag a line, its name in the first column or under a heading",
  ],
  noTagColumn: [
    2,
    "No column of {where} is the tags' names: {columns}",
    "Name one of them tag, name, node id, Variable or Messstelle",
  ],
  notProposal: [3, "{where} is no proposal of tags: {reason}", "Make one with: twinloom scaffold TAGS.csv --out FILE"],
  badRow: [4, "Line {line} of the proposal: {reason}", "Correct it, or write no in its column use"],
  nothingUsed: [
    5,
    "No row of the proposal is used",
    "Write yes in the column use of the tags that the twin should read",
  ],
  tooLong: [6, "{where} has {count} lines, more than {most}", "Give the tags of one machine only"],
  unknownType: [7, "{type} is no asset type", "Name one of {known}, or own"],
  nothingBrowsed: [
    8,
    "Below {node} of {server} there is no variable that can become a number",
    "Name the machine's node with --node, or look whether the user may read it",
  ],
  unreadable: [9, "{where} can't be read: {reason}", "Name a file of text, UTF-8 or Latin-1"],
});
