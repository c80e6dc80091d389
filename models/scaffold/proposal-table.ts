import type { Limits } from "./listed-tag.ts";
import { PROPOSAL_TAG, type Proposal, type ProposedRow } from "./proposal.ts";

/** Headings of the table, in order, named as the tags of a template are; `readProposal` knows them by name. */
const COLUMNS = [
  ...["use", "tag", "channel", "unit", "label", "warnBelow", "warnAbove", "alarmBelow", "alarmAbove"],
  ...["lowest", "highest", "confidence", "why"],
];

/** A proposal as a table (RFC 4180) to look through in a spreadsheet, correct, and hand back: `readProposal`. */
export const proposalTable = ({ asset, type, why, fits, rows }: Proposal): string => {
  const head = [
    PROPOSAL_TAG,
    `asset: ${asset}`,
    `type: ${type}`,
    `why: ${why}`,
    ...fits.map((fit) => `fit: ${fit.type} ${fit.score}; ${fit.why}`),
    "use: yes or no. unit: UCUM code of what the tag sends. Empty limits: as the asset type says, or none.",
  ];
  const cells = [COLUMNS, ...rows.map(cellsOf)];
  return [...head.map((line) => `# ${oneLine(line)}`), ...cells.map((row) => row.map(quoted).join(","))]
    .join("\n")
    .concat("\n");
};

const cellsOf = ({
  use,
  tag,
  channel,
  unit,
  label,
  normal,
  alarm,
  plausible,
  confidence,
  why,
}: ProposedRow): string[] => [
  ...[use ? "yes" : "no", tag, channel, unit, label, ...ends(normal), ...ends(alarm), ...ends(plausible)],
  ...[String(confidence), why],
];

const ends = ({ min, max }: Limits = {}): string[] => [min, max].map((end) => (end === undefined ? "" : String(end)));

const oneLine = (text: string): string => text.replaceAll(/\s+/g, " ");

/** A cell that begins as a formula would be run by a spreadsheet: a blank before it keeps it a text, and is not read back. */
const quoted = (cell: string): string => {
  const safe = /^[=@\t]|^[+-](?!\d|\.\d)/.test(cell) ? ` ${cell}` : cell;
  return /[",;\n\r\t]|^[\s#]|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
