import { asTwinError } from "../kit/errors.ts";
import type { Red, RedRequest, RedResponse } from "../kit/red.ts";
import type { PreviewThread } from "./preview-thread.ts";

/**
 * For the editor, open to whom may read flows, as nothing is changed by it: `POST twinloom/preview` with `{id, flow, hours?, asset?}` runs unsaved
 * settings, `POST twinloom/preview/wires` with `{flow}` judges its wires. What is thrown is sent as `{code, message, next}` and what is to blame (`field`, `row`, `config`)
 * with status 422. The code is loaded at the first question: an edge box without editor never asks one.
 */
const preview = (red: Red): void => {
  let thread: PreviewThread | undefined;
  const answer =
    (give: (body: unknown) => Promise<unknown>) =>
    async ({ body }: RedRequest, response: RedResponse): Promise<void> => {
      try {
        response.json(await give(body));
      } catch (thrown) {
        const { code, message, next, details } = asTwinError(thrown);
        const { field = null, row = null, type: config = null } = details;
        response.status(422).json({ code, message, next, field, row, config });
      }
    };
  const read = red.auth.needsPermission("flows.read");
  red.httpAdmin.post(
    "/twinloom/preview",
    read,
    answer(async (body) => {
      const [{ answerPreview }, { previewThread }] = await Promise.all([
        import("./answer-preview.ts"),
        import("./preview-thread.ts"),
      ]);
      thread ??= previewThread();
      return answerPreview(red, thread, body);
    }),
  );
  red.httpAdmin.post(
    "/twinloom/preview/wires",
    read,
    answer(async (body) => (await import("./answer-wires.ts")).answerWires(body)),
  );
};

export { preview as default, preview as "module.exports" };
