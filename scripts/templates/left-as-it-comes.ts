import { checkParameters } from "../../models/templates/check-parameters.ts";
import { keepingParameters } from "../../models/templates/parameters/keeping-parameters.ts";
import type { Template } from "../../models/templates/template.ts";

/** Names of what was asked of the machine and not given, so that it is as in the demo plant; not where the flow keeps its data. */
export const leftAsItComes = (template: Template, given: Readonly<Record<string, unknown>>): readonly string[] => {
  const kept = new Set(keepingParameters().map(({ name }) => name));
  const { values } = checkParameters(template, given);
  return Object.keys(values).filter((name) => !kept.has(name) && !Object.hasOwn(given, name));
};
