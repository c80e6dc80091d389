import type { TwinError } from "../../models/errors/twin-error.ts";

/** What is wrong, and where in the form. */
export interface PlacedProblem {
  /** Empty: nowhere in particular. */
  readonly parameter: string;
  /** Of a table, counted from 0. */
  readonly row?: number;
  readonly column?: string;
  readonly code: string;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Columns that an error about a whole row belongs to, by its code. */
const COLUMN: Readonly<Record<string, string>> = {
  "TWIN-TEMPLATE-006": "unit",
  "TWIN-TEMPLATE-007": "unit",
  "TWIN-TEMPLATE-008": "channel",
  "TWIN-TEMPLATE-009": "channel",
  "TWIN-TEMPLATE-010": "tag",
  "TWIN-TEMPLATE-019": "unit",
  "TWIN-TEMPLATE-020": "unit",
};

/** The place that an error of the parameters names: `the parameter asset (Asset)`, `row 2 of tags, column unit`. */
export const placeOfProblem = ({ code, message, details: given }: TwinError): PlacedProblem => {
  // the reason of a reason has a code of its own, which says nothing in a form
  const reason =
    typeof given["reason"] === "string" ? { reason: given["reason"].replace(/^TWIN-[A-Z]+-\d+: /, "") } : {};
  const details: PlacedProblem["details"] = { ...given, ...reason };
  const about = { code, message, details };
  const where = String(details["where"] ?? details["parameter"] ?? "");
  const row = /(?:(?:column (\w+) in )?row (\d+) of (\w+))(?:, column (\w+))?/.exec(where);
  if (row) {
    const column = row[4] ?? row[1] ?? COLUMN[code];
    return { parameter: row[3] ?? "", row: Number(row[2]) - 1, ...(column ? { column } : {}), ...about };
  }
  const named = /^(?:the parameter )?(\w+)(?: \(.*\))?$/s.exec(where)?.[1];
  // limits that are parameters of their own are named by the lower one
  const lower = typeof details["lower"] === "string" ? details["lower"] : "";
  return { parameter: named ?? lower, ...about };
};
