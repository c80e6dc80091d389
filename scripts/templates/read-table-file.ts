import { readFileSync } from "node:fs";
import { TwinError } from "../../models/errors/twin-error.ts";
import { templateErrors } from "../../models/templates/errors.ts";
import { csvCells, csvSeparator } from "../../nodes/sensor-source/replay/csv-line.ts";

/**
 * The rows of a CSV file as objects by the names in its first line; commas, or semicolons as spreadsheets of some countries write
 * them. Quoted cells may hold the separator, not a line break.
 *
 * @throws TwinError TWIN-TEMPLATE-016
 */
export const readTableFile = (file: string): Readonly<Record<string, string>>[] => {
  const [head = "", ...lines] = textOf(file)
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "");
  const separator = csvSeparator(head);
  const names = csvCells(head, separator).map((name) => name.trim());
  const twice = names.find((name, at) => names.indexOf(name) < at);
  const reason = head === "" ? "it is empty" : twice !== undefined ? `it has the column "${twice}" twice` : undefined;
  if (reason !== undefined) throw new TwinError(templateErrors.badFile, { file, reason });
  return lines.map((line, at) => {
    const cells = csvCells(line, separator).map((cell) => plain(cell, separator));
    if (cells.length > names.length) {
      const counts = `row ${at + 1} has ${cells.length} cells, the first line names ${names.length}`;
      throw new TwinError(templateErrors.badFile, { file, reason: counts });
    }
    return Object.fromEntries(names.map((name, i) => [name, cells[i] ?? ""]));
  });
};

const textOf = (file: string): string => {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TwinError(templateErrors.badFile, { file, reason }, cause);
  }
};

/** A decimal comma, as it is written where semicolons set the cells apart, becomes a point. */
const plain = (cell: string, separator: string): string => {
  const text = cell.trim();
  return separator === ";" && /^[-+]?\d+,\d+$/.test(text) ? text.replace(",", ".") : text;
};
