import { RED } from "../kit/editor/red-editor.browser.ts";
import { element, labelled } from "./elements.browser.ts";
import { complain, tell } from "./request.browser.ts";
import { say } from "./say.browser.ts";

interface Question {
  readonly texts: readonly string[];
  readonly label: string;
  readonly confirm: string;
  readonly type?: string;
  answer(said: string): void;
}

/** Asks for one line, in the editor's own kind of dialog; Enter confirms. */
export const askForLine = ({ texts, label, confirm, type, answer }: Question): void => {
  const { row, input } = labelled(label);
  const done = (): void => {
    notice.close();
    answer(input.value.trim());
  };
  input.addEventListener("keydown", ({ key }) => {
    if (key === "Enter") done();
  });
  const notice = RED.notify(element("div", "", ...texts.map((text) => element("p", "", text)), row), {
    ...{ modal: true, fixed: true, ...(type ? { type } : {}) },
    buttons: [
      { text: say("cancel"), click: () => notice.close() },
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
