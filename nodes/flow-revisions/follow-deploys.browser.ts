import { $, type AjaxRequest, RED } from "../kit/editor/red-editor.browser.ts";
import { askForLine } from "./questions.browser.ts";
import { say } from "./say.browser.ts";

const REFUSED = "TWIN-REV-011";

/**
 * Sends the words of a deploy along with it, and shows a refusal with its reasons and the way to deploy all the same. Texts travel
 * percent-encoded: a header has no umlauts.
 */
export const followDeploys = (input: HTMLInputElement): void => {
  let override = "";
  const deployInSpite = (reason: string): void => {
    override = reason;
    RED.actions.invoke("core:deploy-flows");
  };
  $.ajaxPrefilter((request) => {
    if (!isDeploy(request)) return;
    request.headers = {
      ...request.headers,
      "Twinloom-Message": encodeURIComponent(input.value.trim()),
      ...(override ? { "Twinloom-Override": encodeURIComponent(override) } : {}),
    };
    override = "";
    request.complete = [
      ({ responseJSON }) => showRefusal(responseJSON, deployInSpite),
      ...[request.complete ?? []].flat(),
    ];
  });
};

const isDeploy = ({ url, type }: AjaxRequest): boolean => /(^|\/)flows$/.test(url) && type.toUpperCase() === "POST";

const showRefusal = (answer: unknown, deployInSpite: (reason: string) => void): void => {
  const { code, message } = Object(answer);
  if (code !== REFUSED || typeof message !== "string") return;
  // the editor has shown the bare answer
  for (const notice of document.querySelectorAll(".red-ui-notification")) {
    if (notice.textContent?.includes(REFUSED)) notice.remove();
  }
  const [, ...complaints] = message.slice(0, message.lastIndexOf(". Correct it")).split(" • ");
  askForLine({
    ...{ texts: [say("refused")], list: complaints, label: say("overrideWhy"), confirm: say("override") },
    ...{ cancel: say("correct"), type: "error", required: true, answer: deployInSpite },
  });
};
