import { RED } from "../kit/editor/red-editor.browser.ts";
import { element, labelled } from "./elements.browser.ts";
import { complain, tell } from "./request.browser.ts";
import { say } from "./say.browser.ts";

interface Dialog {
  readonly texts: readonly string[];
  readonly confirm: string;
  readonly type?: string;
  /** Between the texts and the lines. */
  readonly list?: readonly string[];
  readonly cancel?: string;
  /** An empty first line is no answer. */
  readonly required?: boolean;
}

interface Line {
  readonly label: string;
  readonly hint?: string;
  readonly value?: string;
}

interface Questions extends Dialog {
  readonly lines: readonly Line[];
  /** One for each line, in their order. */
  answer(said: readonly string[]): void;
}

interface Question extends Dialog {
  readonly label: string;
  answer(said: string): void;
}

/** Asks for some lines, in the editor's own kind of dialog; Enter confirms. */
export const askForLines = ({ lines, ...question }: Questions): void => {
  const { texts, list = [], confirm, cancel, type, required, answer } = question;
  const rows = lines.map(({ label, hint, value = "" }) => {
    const line = labelled(label, hint);
    line.input.value = value;
    return line;
  });
  const [first] = rows;
  const done = (): void => {
    const said = rows.map(({ input }) => input.value.trim());
    if (required && said[0] === "") first?.input.focus();
    else {
      notice.close();
      answer(said);
    }
  };
  for (const { input } of rows) {
    input.addEventListener("keydown", ({ key }) => {
      if (key === "Enter") done();
    });
  }
  const paragraphs = texts.map((text) => element("p", "", text));
  const items = list.length > 0 ? [element("ul", "", ...list.map((text) => element("li", "", text)))] : [];
  const asked = rows.map(({ row }) => row);
  const notice = RED.notify(element("div", "", ...paragraphs, ...items, ...asked), {
    ...{ modal: true, fixed: true, ...(type ? { type } : {}) },
    buttons: [
      { text: cancel ?? say("cancel"), click: () => notice.close() },
      { text: confirm, class: "primary", click: done },
    ],
  });
  first?.input.focus();
};

/** Asks for one line. */
export const askForLine = ({ label, answer, ...dialog }: Question): void =>
  askForLines({ ...dialog, lines: [{ label }], answer: ([said = ""]) => answer(said) });

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
    answer: (message) => void tell("/rollback", { revision: id, message }).then(loadAnew, complain),
  });

/** The editor shows the flow that runs now. */
export const loadAnew = (): void => {
  RED.nodes.dirty(false);
  location.reload();
};
