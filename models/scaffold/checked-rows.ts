import { TwinError } from "../errors/twin-error.ts";
import { isUnit } from "../telemetry/units.ts";
import type { AssetType } from "../twin/asset-type.ts";
import { scaffoldErrors } from "./errors.ts";
import { liesInside } from "./ordered-limits.ts";
import type { Proposal, ProposedRow } from "./proposal.ts";
import { isConvertible } from "./source-unit.ts";

/** What is wrong with one row, and in which cell. */
export interface RowProblem {
  readonly line: number;
  readonly column: "tag" | "channel" | "unit" | "normal" | "alarm" | "plausible";
  readonly reason: string;
}

/** Everything that is wrong in the rows that are used, in their order. @param base the shipped type that they stand on */
export const rowProblems = (rows: readonly ProposedRow[], base: AssetType | undefined): readonly RowProblem[] => {
  const used = rows.filter(({ use }) => use);
  return used.flatMap((row, at) => {
    const before = used.slice(0, at);
    const problem = (column: RowProblem["column"], reason: string): RowProblem[] => [
      { line: row.line, column, reason },
    ];
    return [
      ...(row.tag === "" ? problem("tag", "the tag is missing") : []),
      ...channelProblems(row, before).flatMap((reason) => problem("channel", reason)),
      ...unitProblems(row, base).flatMap((reason) => problem("unit", reason)),
      ...limitProblems(row).flatMap(([column, reason]) => problem(column, reason)),
    ];
  });
};

const limitProblems = (row: ProposedRow): ["normal" | "alarm" | "plausible", string][] => {
  const crossed = (["normal", "alarm", "plausible"] as const).flatMap(
    (of): ["normal" | "alarm" | "plausible", string][] => {
      const { min, max } = row[of] ?? {};
      return min === undefined || max === undefined || min < max ? [] : [[of, `${of}: ${min} is not below ${max}`]];
    },
  );
  const { alarm, normal } = row;
  const inside = alarm && normal && liesInside(alarm, normal);
  return inside ? [...crossed, ["alarm", "the alarm limits lie inside of the normal range"]] : crossed;
};

const channelProblems = ({ channel }: ProposedRow, before: readonly ProposedRow[]): string[] => {
  if (channel === "") return ["the channel is missing"];
  if (!/^[a-z][A-Za-z0-9]*$/.test(channel)) return [`the channel ${channel} is not a camelCase name`];
  const twin = before.find((row) => row.channel === channel);
  return twin ? [`the channel ${channel} stands in line ${twin.line} already`] : [];
};

const unitProblems = ({ channel, unit }: ProposedRow, base: AssetType | undefined): string[] => {
  if (unit === "") return ["the unit is missing; 1 for a plain number"];
  if (!isUnit(unit)) return [`${unit} is not a UCUM unit`];
  const declared = base && Object.hasOwn(base.channels, channel) ? base.channels[channel]?.unit : undefined;
  return declared === undefined || isConvertible(unit, declared) ? [] : [`${unit} can't be converted to ${declared}`];
};

/** The rows that are used. @throws TwinError TWIN-SCAFFOLD-004, -005 */
export const checkedRows = (proposal: Proposal, base: AssetType | undefined): readonly ProposedRow[] => {
  const [first, ...others] = rowProblems(proposal.rows, base);
  if (first) {
    const more = others.length > 0 ? `; ${others.length} more` : "";
    throw new TwinError(scaffoldErrors.badRow, { line: first.line, reason: first.reason + more });
  }
  const used = proposal.rows.filter(({ use }) => use);
  if (used.length === 0) throw new TwinError(scaffoldErrors.nothingUsed);
  return used;
};
