import type { OpenForm } from "./open-form.browser.ts";
import { $ } from "./red-editor.browser.ts";

/**
 * Asks the server that the form's unsaved settings name, through the route of `nodes/kit/ask-server.ts`. It goes by the editor's jQuery,
 * which signs the request in.
 *
 * @param about what is asked for beside the settings
 * @throws Error with the reason that the runtime gives
 */
export const askServer = (form: OpenForm, name: string, about: object = {}): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const request = {
      url: `twinloom/ask/${name}`,
      method: "POST",
      contentType: "application/json",
      data: JSON.stringify({ ...form.question(), about }),
    };
    $.ajax(request).then(resolve, ({ responseJSON, statusText }) => {
      const said = typeof responseJSON === "object" && responseJSON !== null && "message" in responseJSON;
      reject(new Error(said ? String(responseJSON.message) : statusText));
    });
  });
