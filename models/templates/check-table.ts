import { TwinError } from "../errors/twin-error.ts";
import { checkValue } from "./check-value.ts";
import { templateErrors } from "./errors.ts";
import type { Row, Scalar, TemplateColumn, TemplateParameter } from "./template.ts";

const isRow = (row: unknown): row is Readonly<Record<string, unknown>> =>
  typeof row === "object" && row !== null && !Array.isArray(row);

/**
 * The rows of a table, each cell as its column wants it. An empty cell is none.
 *
 * @param isShown whether a column counts
 * @param problems gets what is wrong
 */
export const checkTable = (
  parameter: TemplateParameter,
  value: unknown,
  template: string,
  isShown: (column: TemplateColumn) => boolean,
  problems: TwinError[],
): readonly Row[] => {
  const columns = parameter.columns ?? [];
  const known = columns.map(({ name }) => name).join(", ");
  if (!Array.isArray(value)) {
    const where = `the parameter ${parameter.name}`;
    const shown = String(typeof value === "string" ? `"${value}"` : typeof value);
    const expected = "a list of rows (on the command line: @FILE.csv, or JSON)";
    problems.push(
      new TwinError(templateErrors.wrongKind, { template, where, value: shown, expected, wanted: expected }),
    );
    return [];
  }
  const told = new Set<string>();
  return value.map((row: unknown, index): Row => {
    const where = `row ${index + 1} of ${parameter.name}`;
    if (!isRow(row)) {
      const expected = `an object with ${known}`;
      const details = { template, where, value: String(row), expected, wanted: expected };
      problems.push(new TwinError(templateErrors.wrongKind, details));
      return {};
    }
    for (const name of Object.keys(row)) {
      if (told.has(name) || columns.some((column) => column.name === name)) continue;
      told.add(name);
      const unknown = { template, where: `column ${name} in ${where}`, known };
      problems.push(new TwinError(templateErrors.unknownColumn, unknown));
    }
    return Object.fromEntries(
      columns.filter(isShown).flatMap((column): [string, Scalar][] => {
        try {
          const cell = checkCell(
            column,
            Object.hasOwn(row, column.name) ? row[column.name] : undefined,
            template,
            where,
          );
          return cell === undefined ? [] : [[column.name, cell]];
        } catch (error) {
          if (!(error instanceof TwinError)) throw error;
          problems.push(error);
          return [];
        }
      }),
    );
  });
};

const checkCell = (column: TemplateColumn, cell: unknown, template: string, where: string): Scalar | undefined => {
  const given = typeof cell === "string" && cell.trim() === "" ? undefined : (cell ?? undefined);
  const value = given ?? column.default;
  if (value !== undefined) return checkValue(column, value, { template, where: `${where}, column ${column.name}` });
  if (!column.required) return undefined;
  const parameter = `${where}, column ${column.name}`;
  throw new TwinError(templateErrors.missing, {
    template,
    parameter,
    label: column.label.en,
    help: column.help.en.replace(/\.$/, ""),
  });
};
