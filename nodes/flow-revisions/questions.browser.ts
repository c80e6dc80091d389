import { RED } from "../kit/editor/red-editor.browser.ts";
import { element, labelled } from "./elements.browser.ts";
import { complain, tell } from "./request.browser.ts";
import { say } from "./say.browser.ts";

interface Question {
  readonly texts: readonly string[];
  readonly label: string;
  readonly confirm: string;
  readonly type?: string;
  /** Between the texts and the line. */
  readonly list?: readonly string[];
  readonly cancel?: string;
  /** An empty line is no answer. */
  readonly required?: boolean;
  answer(said: string): void;
}

/** Asks for one line, in the editor's own kind of dialog; Enter confirms. */
export const askForLine = ({ texts, list = [], label, confirm, cancel, type, required, answer }: Question): void => {
  const { row, input } = labelled(label);
  const done = (): void => {
    if (required && input.value.trim() === "") input.focus();
    else {
      notice.close();
      answer(input.value.trim());
    }
  };
  input.addEventListener("keydown", ({ key }) => {
    if (key === "Enter") done();
  });
  const paragraphs = texts.map((text) => element("p", "", text));
  const items = list.length > 0 ? [element("ul", "", ...list.map((text) => element("li", "", text)))] : [];
  const notice = RED.notify(element("div", "", ...paragraphs, ...items, row), {
    ...{ modal: true, fixed: true, ...(type ? { type } : {}) },
    buttons: [
      { text: cancel ?? say("cancel"), click: () => notice.close() },
      { text: confirm, class: "primary", click: done },
    ],
  });
  input.focus();
};

export const askForLabel = (id: string, changed: () => void): void =>
  askForLine({
    texts: [],
    ...{ label: say("labelAsk", { id }), confirm: say("save") },
    answer: (label) => void tell("/label", { revision: id, label }).then(changed, complain),
  });

/** The editor shows the flow that runs then: it is loaded anew. */
export const askForRollback = (id: string, when: string, who: string): void =>
  askForLine({
    texts: [say("rollbackAsk", { id, when, who }), ...(RED.nodes.dirty() ? [say("dirty")] : [])],
    ...{ label: say("why"), confirm: say("confirm"), type: "warning" },
    answer: (message) =>
      void tell("/rollback", { revision: id, message }).then(() => {
        RED.nodes.dirty(false);
        location.reload();
      }, complain),
  });
