import { TwinError } from "../errors/twin-error.ts";
import { checkScenarios } from "./check-scenarios.ts";
import { checkSetPoint } from "./check-set-point.ts";
import { checkTable } from "./check-table.ts";
import { checkTags } from "./check-tags.ts";
import { checkValue } from "./check-value.ts";
import { checkWear } from "./check-wear.ts";
import { templateErrors } from "./errors.ts";
import type { Row, Scalar, Template, TemplateParameter, Values } from "./template.ts";

export interface CheckedParameters {
  /** Complete where there are no problems; what is wrong is left out. */
  readonly values: Values;
  /** All that is wrong, each as an error with its code. */
  readonly problems: readonly TwinError[];
}

/** What a form begins with: each parameter's default, as it stands before the asset is known (`{asset}` in its texts). */
export const defaultOf = (
  parameter: TemplateParameter,
  values: Readonly<Record<string, unknown>>,
): Scalar | readonly Row[] | undefined => {
  const { defaultBy } = parameter;
  const by = defaultBy && values[defaultBy.parameter];
  return (typeof by === "string" ? defaultBy?.values[by] : undefined) ?? parameter.default;
};

/**
 * The parameters that are given, each checked, those that are not with their defaults. A text from a command line or a form is
 * taken for a number where one is wanted. What is hidden by another parameter is not asked for.
 *
 * @param given by name; left out or null: the default, as an empty text is where a number or choice is wanted. An empty text for what is
 * required is missing
 */
export const checkParameters = (template: Template, given: Readonly<Record<string, unknown>>): CheckedParameters => {
  const problems: TwinError[] = [];
  const values: Record<string, Scalar | readonly Row[]> = {};
  const known = template.parameters.map(({ name }) => name).join(", ");
  for (const name of Object.keys(given)) {
    if (template.parameters.some((parameter) => parameter.name === name)) continue;
    const details = { template: template.name, parameter: name, known };
    problems.push(new TwinError(templateErrors.unknownParameter, details));
  }
  for (const parameter of template.parameters) {
    if (!isShown(parameter, values)) continue;
    try {
      const value = checkedValue(parameter, Object.hasOwn(given, parameter.name) ? given[parameter.name] : undefined);
      if (value !== undefined) values[parameter.name] = value;
    } catch (error) {
      if (!(error instanceof TwinError)) throw error;
      problems.push(error);
    }
  }
  if (problems.length === 0)
    for (const check of [checkTags, checkSetPoint, checkWear, checkScenarios])
      problems.push(...check(template, values));
  return { values, problems };

  function checkedValue(parameter: TemplateParameter, raw: unknown): Scalar | readonly Row[] | undefined {
    // a name that is wrong is told of; meanwhile the rest shows what it would be for the one by default
    const asset = values["asset"] ?? template.parameters.find(({ name }) => name === "asset")?.default;
    // an empty text takes a default away where one may be empty
    const isText = typeof raw === "string";
    if (isText && isEmpty(raw) && parameter.required) throw missing(template, parameter);
    const cleared = raw === "" && parameter.type === "text";
    const value = isEmpty(raw) && !cleared ? fillIn(parameter, defaultOf(parameter, values), asset) : raw;
    // what its default hangs on is wrong, and told of already
    if (value === undefined && parameter.defaultBy && values[parameter.defaultBy.parameter] === undefined)
      return undefined;
    if (value === undefined || (value === "" && parameter.required)) throw missing(template, parameter);
    if (parameter.type !== "table") {
      const where = `the parameter ${parameter.name} (${parameter.label.en})`;
      return checkValue(parameter, value, { template: template.name, where });
    }
    const shown = (column: TemplateParameter | NonNullable<TemplateParameter["columns"]>[number]): boolean =>
      isShown(column, values);
    if (parameter.required && Array.isArray(value) && value.length === 0) throw missing(template, parameter);
    return checkTable(parameter, value, template.name, shown, problems);
  }
};

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === "string" && value.trim() === "");

const isShown = (
  { showWhen }: Pick<TemplateParameter, "showWhen">,
  values: Readonly<Record<string, unknown>>,
): boolean => !showWhen || showWhen.in.some((one) => one === values[showWhen.parameter]);

/** `{asset}` in a default is the asset. */
const fillIn = <T>({ list }: TemplateParameter, value: T, asset: unknown): T | string => {
  if (typeof asset !== "string" || value === undefined) return value;
  if (list && typeof value === "string" && /\s/.test(asset)) {
    const quoted = value.split(" ").map((word) => (word.includes("{asset}") ? `"${word}"` : word));
    return quoted.join(" ").replaceAll("{asset}", () => asset);
  }
  return JSON.parse(JSON.stringify(value).replaceAll("{asset}", JSON.stringify(asset).slice(1, -1)));
};

const missing = ({ name }: Template, { name: parameter, label, help }: TemplateParameter): TwinError =>
  new TwinError(templateErrors.missing, {
    ...{ template: name, parameter, label: label.en },
    help: help.en.replace(/\.$/, ""),
  });
