import { TwinError } from "../errors/twin-error.ts";
import { scaffoldErrors } from "./errors.ts";
import { isProposal } from "./is-proposal.ts";
import type { Limits } from "./listed-tag.ts";
import { OWN, PROPOSAL_TAG, type Proposal, type ProposedRow } from "./proposal.ts";
import { readNumber } from "./read-number.ts";
import { splitTable, type TableLine } from "./split-table.ts";

const YES = /^(yes|y|ja|j|x|1|true|wahr|ok)$/i;

/**
 * Reads a proposal as a person has corrected it: the table of `proposalTable`, also as a spreadsheet has saved it, or JSON. What the
 * rows say is not checked yet: `checkedRows`.
 *
 * @param where names it in errors
 * @throws TwinError TWIN-SCAFFOLD-003
 */
export const readProposal = (text: string, where: string): Proposal => {
  if (/^\uFEFF?\s*\{/.test(text)) return fromJson(text, where);
  const { lines } = splitTable(text);
  const [head, ...rest] = lines;
  const columns = new Map((head?.cells ?? []).map((cell, i) => [cell.toLowerCase(), i]));
  const lacks = ["use", "tag", "channel", "unit"].filter((name) => !columns.has(name));
  if (lacks.length > 0)
    throw new TwinError(scaffoldErrors.notProposal, { where, reason: `it has no column ${lacks.join(", ")}` });
  const said = remarks(text);
  return {
    schema: PROPOSAL_TAG,
    asset: said("asset"),
    type: said("type") || OWN,
    why: said("why"),
    fits: [],
    rows: rest.map((line) => rowOf(line, columns)),
  };
};

const fromJson = (text: string, where: string): Proposal => {
  try {
    const proposal: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    if (isProposal(proposal)) return proposal;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TwinError(scaffoldErrors.notProposal, { where, reason }, cause);
  }
  throw new TwinError(scaffoldErrors.notProposal, { where, reason: `it is not of the form ${PROPOSAL_TAG}` });
};

/** The lines `# key: value` above the table; a spreadsheet adds quotes and separators. */
const remarks =
  (text: string) =>
  (key: string): string => {
    const found = new RegExp(`^\\uFEFF?"?#\\s*${key}:[ \\t]*(.*)$`, "m").exec(text)?.[1] ?? "";
    return found.replace(/["\s;,]+$/, "").trim();
  };

const ENDS = {
  normal: ["warnbelow", "warnabove"],
  alarm: ["alarmbelow", "alarmabove"],
  plausible: ["lowest", "highest"],
} as const;

const rowOf = ({ line, cells }: TableLine, columns: ReadonlyMap<string, number>): ProposedRow => {
  const at = (name: string): string => cells[columns.get(name) ?? -1]?.trim() ?? "";
  const ends = (of: "normal" | "alarm" | "plausible"): Partial<Record<typeof of, Limits>> => {
    const [min, max] = ENDS[of].map((column) => readNumber(at(column)));
    const limits = { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
    return Object.keys(limits).length > 0 ? { [of]: limits } : {};
  };
  return {
    ...{ line, use: YES.test(at("use")), tag: at("tag"), channel: at("channel"), unit: at("unit"), label: at("label") },
    ...{ ...ends("normal"), ...ends("alarm"), ...ends("plausible") },
    ...{ confidence: readNumber(at("confidence")) ?? 1, why: at("why") },
  };
};
