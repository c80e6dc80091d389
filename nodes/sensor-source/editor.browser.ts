import { askServer } from "../kit/editor/ask-server.browser.ts";
import { button } from "../kit/editor/button.browser.ts";
import { element } from "../kit/editor/element.browser.ts";
import { extendForm } from "../kit/editor/extend-form.browser.ts";
import type { OpenForm } from "../kit/editor/open-form.browser.ts";
import { $ } from "../kit/editor/red-editor.browser.ts";
import { addTestRead } from "./modbus/test-read.browser.ts";
import type { SeenTopic, SeenValue } from "./mqtt/seen-topic.ts";
import { addTagBrowser } from "./opcua/browse/tag-browser.browser.ts";

const valueLine = (form: OpenForm, { tag, pointer, channel, unit, value }: SeenValue): HTMLElement => {
  const add = button("+", (made) => {
    form.addRow("tags", { tag, pointer, channel, unit });
    made.disabled = true;
  });
  add.className += " red-ui-button-small";
  add.title = form.say("words.add");
  add.setAttribute("aria-label", `${form.say("words.add")}: ${tag}${pointer}`);
  return element("div", "", add, element("span", ` ${pointer || channel} = ${value} ${unit}`));
};

const tableOf = (form: OpenForm, topics: readonly SeenTopic[]): HTMLElement => {
  const head = ["topic", "payload", "messages"].map((key) => element("th", form.say(`words.${key}`)));
  const rows = topics.map(({ topic, payload, messages, values }) => {
    const lines = values.map((value) => valueLine(form, value));
    return element("tr", "", element("td", topic), element("td", payload, ...lines), element("td", String(messages)));
  });
  const table = element("table", "", element("tr", "", ...head), ...rows);
  table.className = "twinloom-seen";
  return table;
};

/** A button over the tags that shows what arrives at the broker of the unsaved settings, each number ready to become a tag. */
const addBrowser = (form: OpenForm): void => {
  const row = form.element.querySelector<HTMLElement>('.form-row[data-field="tags"]');
  if (!row) return;
  const found = element("div", "");
  found.className = "twinloom-found";
  found.setAttribute("aria-live", "polite");
  const look = async (pressed: HTMLButtonElement): Promise<void> => {
    pressed.disabled = true;
    found.replaceChildren(element("p", form.say("words.listening")));
    try {
      const answer = await askServer(form, "mqtt-topics");
      const topics: readonly SeenTopic[] = Array.isArray(answer) ? answer : [];
      found.replaceChildren(topics.length > 0 ? tableOf(form, topics) : element("p", form.say("words.nothing")));
    } catch (failure) {
      found.replaceChildren(element("p", failure instanceof Error ? failure.message : String(failure)));
    }
    pressed.disabled = false;
  };
  const browser = element(
    "div",
    "",
    button(form.say("words.browse"), (pressed) => void look(pressed)),
    found,
  );
  browser.className = "form-row twinloom-wide";
  row.before(browser);
  const show = (): void => {
    browser.hidden = form.read("protocol") !== "mqtt";
  };
  $(form.element).on("input change", show);
  show();
};

const closing = new Map<OpenForm, () => void>();

extendForm("twinloom-sensor-source", {
  prepare: (form) => {
    addBrowser(form);
    addTestRead(form);
    closing.set(form, addTagBrowser(form));
  },
  close: (form) => {
    closing.get(form)?.();
    closing.delete(form);
  },
});
