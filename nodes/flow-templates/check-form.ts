import { checkParameters } from "../../models/templates/check-parameters.ts";
import type { Template } from "../../models/templates/template.ts";
import type { CheckAnswer } from "./answers.ts";
import { placeOfProblem } from "./place-of-problem.ts";

/**
 * Checks what stands in the form.
 *
 * @param given only what was touched; the rest has its default
 */
export const checkForm = (template: Template, given: Readonly<Record<string, unknown>>): CheckAnswer => {
  const { values, problems } = checkParameters(template, given);
  return { values, problems: problems.map(placeOfProblem) };
};
