import { instantiate } from "../../models/templates/instantiate.ts";
import { askedFrom } from "../../models/templates/page-questions.ts";
import { templateNamed, templates } from "../../models/templates/templates.ts";
import type { RedRequest } from "../kit/red.ts";
import type { TemplateList } from "./answers.ts";
import { checkForm } from "./check-form.ts";
import { drawFlow } from "./draw-flow.ts";
import { proposeTags } from "./propose-tags.ts";

/** What the dialog may ask, by name. Each throws TwinErrors of the templates and of the scaffold. */
export const questions = {
  list: (): TemplateList => ({
    templates: templates.map((template) => ({ ...template, drawn: drawFlow(instantiate(template, {})) })),
  }),
  check: ({ body }: RedRequest) => checkForm(templateNamed(nameIn(body)), parametersIn(body)),
  make: ({ body }: RedRequest) => ({
    flow: askedFrom(instantiate(templateNamed(nameIn(body)), parametersIn(body)), linkOutsIn(body)),
  }),
  propose: ({ body }: RedRequest) => proposeTags(isObject(body) ? body : {}),
};

const nameIn = (body: unknown): string => String(isObject(body) ? body["template"] : "");

const parametersIn = (body: unknown): Readonly<Record<string, unknown>> => {
  const parameters = isObject(body) ? body["parameters"] : undefined;
  return isObject(parameters) ? parameters : {};
};

/** The link-outs on the tab of the operator pages in the workspace. */
const linkOutsIn = (body: unknown): { readonly id: string; readonly name: unknown }[] => {
  const outs = isObject(body) ? body["linkOuts"] : undefined;
  return Array.isArray(outs) ? outs.filter(isObject).map(({ id, name }) => ({ id: String(id), name })) : [];
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
