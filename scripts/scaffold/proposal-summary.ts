import type { Proposal } from "../../models/scaffold/proposal.ts";
import { aligned } from "../console/aligned.ts";

/** What a proposal says in short, for a terminal: the type and why, the tags, and what is left out. */
export const proposalSummary = ({ asset, type, why, rows }: Proposal): string => {
  const used = rows.filter(({ use }) => use);
  const left = rows.filter(({ use }) => !use);
  const table = aligned([
    ["TAG", "CHANNEL", "UNIT", "SURE", "WHY"],
    ...rows.map((row) => [row.tag, row.use ? row.channel : "(not used)", row.unit, percent(row.confidence), row.why]),
  ]);
  return `${asset}: asset type ${type} (${why})\n\n${table}\n${used.length} of ${rows.length} tags used, ${left.length} not.\n`;
};

const percent = (share: number): string => `${Math.round(share * 100)} %`;
