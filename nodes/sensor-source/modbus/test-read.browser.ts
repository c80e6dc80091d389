import { askServer } from "../../kit/editor/ask-server.browser.ts";
import { button } from "../../kit/editor/button.browser.ts";
import { element } from "../../kit/editor/element.browser.ts";
import type { OpenForm } from "../../kit/editor/open-form.browser.ts";
import { $ } from "../../kit/editor/red-editor.browser.ts";
import type { ReadRow } from "./read-row.ts";

/** Letters of the usual names of the orders: A is the most significant byte. */
const LETTERS = { big: "ABCD", littleWords: "CDAB", swappedBytes: "BADC", little: "DCBA" } as const;
const SHOWN = "twinloom-read";

/** A button over the tags that reads the table as it stands, not deployed, and shows beside each row what the device says. */
export const addTestRead = (form: OpenForm): void => {
  const row = form.element.querySelector<HTMLElement>('.form-row[data-field="tags"]');
  if (!row) return;
  const said = element("span", "");
  said.setAttribute("aria-live", "polite");
  const read = async (pressed: HTMLButtonElement): Promise<void> => {
    pressed.disabled = true;
    for (const old of row.querySelectorAll(`.${SHOWN}`)) old.remove();
    said.textContent = ` ${form.say("words.asking")}`;
    try {
      const answer = await askServer(form, "modbus-table", { rows: form.read("tags") });
      showRows(form, row, Array.isArray(answer) ? answer : []);
      said.textContent = "";
    } catch (failure) {
      said.textContent = ` ${failure instanceof Error ? failure.message : String(failure)}`;
    }
    pressed.disabled = false;
  };
  const bar = element(
    "div",
    "",
    button(form.say("words.readTable"), (pressed) => void read(pressed)),
    said,
  );
  bar.className = "form-row twinloom-wide";
  row.before(bar);
  const show = (): void => {
    bar.hidden = form.read("protocol") !== "modbus";
  };
  $(form.element).on("input change", show);
  show();
};

const showRows = (form: OpenForm, row: HTMLElement, read: readonly ReadRow[]): void => {
  const lines = [...row.querySelectorAll<HTMLElement>("li .twinloom-cells")];
  for (const [i, line] of lines.entries()) {
    const one = read[i];
    if (one) line.after(readingOf(form, line, one));
  }
};

const readingOf = (form: OpenForm, line: HTMLElement, { raw, values, reason }: ReadRow): HTMLElement => {
  const made = element("div", "");
  made.className = SHOWN;
  if (reason) {
    made.append(element("span", reason));
    made.classList.add("twinloom-unread");
    return made;
  }
  const chosen = values.find((value) => value.chosen);
  made.append(element("code", raw), element("b", ` = ${chosen?.value ?? ""} `));
  if (values.length < 2) return made;
  const orders = element("span", "");
  orders.hidden = true;
  for (const { order, value } of values) {
    const take = button(`${LETTERS[order]}: ${value}`, () => {
      $(line).find('[data-column="wordOrder"]').val(order).trigger("change");
    });
    take.className += " red-ui-button-small";
    take.title = form.say("words.takeOrder");
    orders.append(take, " ");
  }
  const more = button(form.say("words.allOrders"), (pressed) => {
    orders.hidden = !orders.hidden;
    pressed.setAttribute("aria-expanded", String(!orders.hidden));
  });
  more.className += " red-ui-button-small";
  more.setAttribute("aria-expanded", "false");
  made.append(more, " ", orders);
  return made;
};
