import type { Row, Scalar, Template, TemplateParameter } from "../../models/templates/template.ts";
import { aligned } from "../console/aligned.ts";

/** All templates as a table. */
export const templateTable = (templates: readonly Template[]): string => {
  const rows = templates.map(({ name, level, title }) => [name, level, title.en]);
  return [
    aligned([["NAME", "LEVEL", "WHAT IT IS"], ...rows]),
    "\nIts parameters: twinloom new --list --template NAME\n",
  ].join("");
};

/** What one template asks for. */
export const parameterTable = ({ name, level, title, summary, parameters }: Template): string => {
  const rows = parameters.map((parameter) => [
    parameter.name,
    shortDefault(parameter),
    [parameter.unit ? `[${parameter.unit}] ` : "", parameter.label.en, ": ", parameter.help.en].join(""),
  ]);
  const columns = parameters.flatMap(({ name: table, columns: all = [] }) =>
    all.map((column) => [
      `${table}.${column.name}`,
      String(column.default ?? ""),
      `${column.label.en}: ${column.help.en}`,
    ]),
  );
  return `${name} (${level}): ${title.en}\n${summary.en}\n\n${aligned([["PARAMETER", "DEFAULT", "WHAT IT IS"], ...rows, ...columns])}`;
};

const shortDefault = ({ default: value, defaultBy }: TemplateParameter): string => {
  if (defaultBy) return `by ${defaultBy.parameter}`;
  return isRows(value) ? `${value.length} rows` : String(value ?? "");
};

const isRows = (value: Scalar | readonly Row[] | undefined): value is readonly Row[] => Array.isArray(value);
