import type { Row } from "../templates/template.ts";
import type { ProposedRow } from "./proposal.ts";

/** Columns of a template's tags that a proposal fills in; a column of a limit says which end of which limits. */
const LIMITS = {
  alarmBelow: ["alarm", "min"],
  warnBelow: ["normal", "min"],
  warnAbove: ["normal", "max"],
  alarmAbove: ["alarm", "max"],
} as const;
const OWN_LIMITS = { ...LIMITS, lowest: ["plausible", "min"], highest: ["plausible", "max"] } as const;

/**
 * The rows of a proposal that are used, as the parameter `tags` of a template takes them.
 *
 * @param template whether it is for a machine that its tags describe, and whether it reads registers, whose address a tag then is
 */
export const templateRows = (
  rows: readonly ProposedRow[],
  template: { readonly ownMachine: boolean; readonly registers: boolean },
): Row[] =>
  rows
    .filter(({ use }) => use)
    .map((row) => {
      const ends = Object.entries(template.ownMachine ? OWN_LIMITS : LIMITS).flatMap(([column, [of, end]]) => {
        const value = row[of]?.[end];
        return value === undefined ? [] : [[column, value] as const];
      });
      const source = template.registers ? addressOf(row.tag) : { tag: row.tag };
      const label = template.ownMachine && row.label !== "" ? { label: row.label } : {};
      return { channel: row.channel, ...source, unit: row.unit, ...label, ...Object.fromEntries(ends) };
    });

const addressOf = (tag: string): Row => (/^\d{1,5}$/.test(tag) ? { address: Number(tag) } : {});
