import { TwinError } from "../../models/errors/twin-error.ts";
import { checkParameters } from "../../models/templates/check-parameters.ts";
import { templateErrors } from "../../models/templates/errors.ts";
import type { Template } from "../../models/templates/template.ts";
import type { CheckAnswer } from "./answers.ts";
import { placeOfProblem } from "./place-of-problem.ts";

/**
 * Checks what stands in the form. On a command line an empty text means the default; in a form somebody has taken it out, so that
 * a required parameter is missing.
 *
 * @param given only what was touched; the rest has its default
 */
export const checkForm = (template: Template, given: Readonly<Record<string, unknown>>): CheckAnswer => {
  const emptied = template.parameters.filter(
    ({ name, required }) => required && Object.hasOwn(given, name) && isEmpty(given[name]),
  );
  const { values, problems } = checkParameters(template, given);
  const missing = emptied
    .filter(({ name }) => Object.hasOwn(values, name))
    .map(({ name, label, help }) => {
      const details = { template: template.name, parameter: name, label: label.en, help: help.en };
      return new TwinError(templateErrors.missing, details);
    });
  return { values, problems: [...missing, ...problems].map(placeOfProblem) };
};

const isEmpty = (value: unknown): boolean => typeof value === "string" && value.trim() === "";
