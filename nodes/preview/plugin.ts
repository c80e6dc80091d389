import { asTwinError } from "../kit/errors.ts";
import type { Red } from "../kit/red.ts";
import { answerPreview } from "./answer-preview.ts";
import { previewThread } from "./preview-thread.ts";

/**
 * Previews for the edit dialogs, `POST twinloom/preview` with `{id, flow, hours?, asset?}`: for whom may read flows, as nothing is
 * changed by them. What is thrown is sent as `{code, message, next, field?}` with status 422.
 */
const preview = (red: Red): void => {
  const thread = previewThread();
  red.httpAdmin.post("/twinloom/preview", red.auth.needsPermission("flows.read"), async ({ body }, response) => {
    try {
      response.json(await answerPreview(red, thread, body));
    } catch (thrown) {
      const { code, message, next, details } = asTwinError(thrown);
      response.status(422).json({ code, message, next, field: details["field"] ?? null });
    }
  });
};

export { preview as default, preview as "module.exports" };
