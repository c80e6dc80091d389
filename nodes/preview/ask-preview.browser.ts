import type { OpenForm } from "../kit/editor/open-form.browser.ts";
import type { Answer } from "./answer.browser.ts";
import { editorFlow } from "./editor-flow.browser.ts";
import { send } from "./send.browser.ts";

export interface Wanted {
  /** Undefined: the last messages. */
  readonly hours: number | undefined;
  readonly asset: string;
}

/**
 * Asks the server for a preview of the form's settings in the flow as it stands in the editor.
 *
 * @throws Refused with the server's words
 */
export const askPreview = (form: OpenForm, wanted: Wanted): Promise<Answer> => {
  const { id, settings } = form.question();
  const unsaved = Object.entries(settings).map(([name, value]) => [name, value === "_ADD_" ? "" : value]);
  const flow = editorFlow().map((node) => (node.id === id ? { ...node, ...Object.fromEntries(unsaved) } : node));
  return send("twinloom/preview", { id, flow, ...(wanted.hours === undefined ? {} : wanted) });
};
