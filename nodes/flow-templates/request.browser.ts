import { $ } from "../kit/editor/red-editor.browser.ts";

/** @throws Error with the server's words */
export const get = (url: string): Promise<unknown> => send({ url, method: "GET" });

/** @throws Error with the server's words */
export const post = (url: string, body: object): Promise<unknown> =>
  send({ url, method: "POST", contentType: "application/json", data: JSON.stringify(body) });

const send = (request: Parameters<typeof $.ajax>[0]): Promise<unknown> =>
  new Promise((resolve, reject) => {
    $.ajax(request).then(resolve, ({ responseJSON, statusText }) => {
      const { message } = Object(responseJSON);
      reject(new Error(typeof message === "string" ? message : statusText));
    });
  });

export const wordsOf = (failure: unknown): string => (failure instanceof Error ? failure.message : String(failure));
