import { $, RED } from "../kit/editor/red-editor.browser.ts";

const BASE = "twinloom/revisions";

/** @throws Error with the server's words */
export const ask = <T>(path: string): Promise<T> => send<T>({ url: BASE + path, method: "GET" });

/** @throws Error with the server's words */
export const tell = (path: string, body: object): Promise<unknown> =>
  send({ url: BASE + path, method: "POST", contentType: "application/json", data: JSON.stringify(body) });

const send = <T>(request: Parameters<typeof $.ajax>[0]): Promise<T> =>
  new Promise((resolve, reject) => {
    $.ajax(request).then(
      (answer) => resolve(answer as T),
      ({ responseJSON, statusText }) => reject(new Error(messageOf(responseJSON) ?? statusText)),
    );
  });

const messageOf = (answer: unknown): string | undefined =>
  typeof answer === "object" && answer !== null && "message" in answer ? String(answer.message) : undefined;

/** What failed, shown where the editor shows its own. */
export const complain = (failure: unknown): void => {
  const text = document.createElement("p");
  text.textContent = failure instanceof Error ? failure.message : String(failure);
  RED.notify(text, { type: "error", timeout: 10_000 });
};
