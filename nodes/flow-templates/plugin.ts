import { asTwinError } from "../kit/errors.ts";
import type { Red, RedRequest, RedResponse } from "../kit/red.ts";
import type { questions } from "./questions.ts";

const BASE = "/twinloom/templates";

/**
 * The templates for the editor's dialog: the list for whom may read flows, checks, proposals and flows for whom may deploy. What is
 * thrown is sent as `{code, message, next}` with status 422. The templates are loaded at the first question: an edge box without
 * editor never asks one.
 */
const flowTemplates = (red: Red): void => {
  const answer =
    (name: keyof typeof questions) =>
    async (request: RedRequest, response: RedResponse): Promise<void> => {
      try {
        const loaded = await import("./questions.ts");
        response.json(loaded.questions[name](request));
      } catch (thrown) {
        const { code, message, next } = asTwinError(thrown);
        response.status(422).json({ code, message, next });
      }
    };
  red.httpAdmin.get(BASE, red.auth.needsPermission("flows.read"), answer("list"));
  const write = red.auth.needsPermission("flows.write");
  red.httpAdmin.post(`${BASE}/check`, write, answer("check"));
  red.httpAdmin.post(`${BASE}/make`, write, answer("make"));
  red.httpAdmin.post(`${BASE}/propose`, write, answer("propose"));
};

export { flowTemplates as default, flowTemplates as "module.exports" };
