import { instantiate } from "../../models/templates/instantiate.ts";
import { templateNamed, templates } from "../../models/templates/templates.ts";
import { asTwinError } from "../kit/errors.ts";
import type { Red, RedRequest, RedResponse } from "../kit/red.ts";
import type { TemplateList } from "./answers.ts";
import { checkForm } from "./check-form.ts";
import { drawFlow } from "./draw-flow.ts";
import { proposeTags } from "./propose-tags.ts";

const BASE = "/twinloom/templates";

/**
 * The templates for the editor's dialog: the list for whom may read flows, checks, proposals and flows for whom may deploy. What is
 * thrown is sent as `{code, message, next}` with status 422.
 */
const flowTemplates = (red: Red): void => {
  const answer = (give: (request: RedRequest) => unknown) => (request: RedRequest, response: RedResponse) => {
    try {
      response.json(give(request));
    } catch (thrown) {
      const { code, message, next } = asTwinError(thrown);
      response.status(422).json({ code, message, next });
    }
  };
  red.httpAdmin.get(BASE, red.auth.needsPermission("flows.read"), answer(listed));
  const write = red.auth.needsPermission("flows.write");
  red.httpAdmin.post(
    `${BASE}/check`,
    write,
    answer(({ body }) => checkForm(templateNamed(nameIn(body)), parametersIn(body))),
  );
  red.httpAdmin.post(
    `${BASE}/make`,
    write,
    answer(({ body }) => ({ flow: instantiate(templateNamed(nameIn(body)), parametersIn(body)) })),
  );
  red.httpAdmin.post(
    `${BASE}/propose`,
    write,
    answer(({ body }) => proposeTags(isObject(body) ? body : {})),
  );
};

const listed = (): TemplateList => ({
  templates: templates.map((template) => ({ ...template, drawn: drawFlow(instantiate(template, {})) })),
});

const nameIn = (body: unknown): string => String(isObject(body) ? body["template"] : "");

const parametersIn = (body: unknown): Readonly<Record<string, unknown>> => {
  const parameters = isObject(body) ? body["parameters"] : undefined;
  return isObject(parameters) ? parameters : {};
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export { flowTemplates as default, flowTemplates as "module.exports" };
