import { $ } from "../kit/editor/red-editor.browser.ts";

/** What is to blame, as far as the server says it: a field by its name, a row of the table, a config node by its type. */
export interface Blamed {
  readonly field?: unknown;
  readonly row?: unknown;
  readonly config?: unknown;
}

/** What the server refused. */
export class Refused extends Error {
  readonly blamed: Blamed;

  constructor(message: string, blamed: Blamed) {
    super(message);
    this.blamed = blamed;
  }
}

/**
 * Asks the server; the editor's jQuery signs the request in.
 *
 * @throws Refused with the server's words
 */
export const send = <T>(url: string, body: object): Promise<T> =>
  new Promise((resolve, reject) => {
    const request = { url, method: "POST", contentType: "application/json", data: JSON.stringify(body) };
    $.ajax(request).then(
      (answer) => resolve(answer as T),
      ({ responseJSON, statusText }) => {
        const { message } = Object(responseJSON);
        reject(new Refused(typeof message === "string" ? message : statusText, Object(responseJSON)));
      },
    );
  });
