import type { OpenForm } from "../kit/editor/open-form.browser.ts";
import { $, RED } from "../kit/editor/red-editor.browser.ts";
import type { Answer } from "./answer.browser.ts";

/** Why there is no preview, and which field is to blame, if one is. */
export class NoPreview extends Error {
  readonly field: string;

  constructor(message: string, field: string) {
    super(message);
    this.field = field;
  }
}

export interface Wanted {
  /** Undefined: the last messages. */
  readonly hours: number | undefined;
  readonly asset: string;
}

const KNOWN = /^(twinloom-|junction$|link )/;

/**
 * Asks the server for a preview of the form's settings in the flow as it stands in the editor.
 *
 * @throws NoPreview with the server's words
 */
export const askPreview = (form: OpenForm, wanted: Wanted): Promise<Answer> => {
  const { id, settings } = form.question();
  const unsaved = Object.entries(settings).map(([name, value]) => [name, value === "_ADD_" ? "" : value]);
  const flow = RED.nodes
    .createCompleteNodeSet({ credentials: false })
    .filter(({ type }) => KNOWN.test(type))
    .map((node) => (node.id === id ? { ...node, ...Object.fromEntries(unsaved) } : node));
  const body = { id, flow, ...(wanted.hours === undefined ? {} : wanted) };
  return new Promise((resolve, reject) => {
    const request = {
      ...{ url: "twinloom/preview", method: "POST", contentType: "application/json" },
      data: JSON.stringify(body),
    };
    $.ajax(request).then(
      (answer) => resolve(answer as Answer),
      ({ responseJSON, statusText }) => {
        const { message, field } = Object(responseJSON);
        const named = /^\w+/.exec(typeof field === "string" ? field : "")?.[0] ?? "";
        reject(new NoPreview(typeof message === "string" ? message : statusText, named));
      },
    );
  });
};
