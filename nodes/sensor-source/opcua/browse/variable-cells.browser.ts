import { element } from "../../../kit/editor/element.browser.ts";
import type { OpenForm } from "../../../kit/editor/open-form.browser.ts";
import type { SeenNow, SeenVariable } from "./seen-node.ts";

/** Value, unit, type and suggested channel of a variable, as cells of a row. */
export const variableCells = (form: OpenForm, variable: SeenVariable, channel: string) => {
  const value = element("td", "");
  value.className = "twinloom-tree-value";
  const update = ({ value: text, quality, status }: SeenNow): void => {
    value.textContent = quality === "good" ? text : `${text} (${status})`;
    value.dataset["quality"] = quality;
    value.title = status;
  };
  update(variable);
  const words = [variable.type, ...variable.access.map((one) => form.say(`words.${one}`))];
  const type = element("td", words.filter(Boolean).join(", "));
  return { cells: [value, unitCell(form, variable), type, element("td", channel)], update };
};

const unitCell = (form: OpenForm, { unit, unitText }: SeenVariable): HTMLElement => {
  if (unitText && !unit) {
    const cell = element("td", `${unitText} (${form.say("words.unknownUnit")})`);
    cell.title = form.say("words.unknownUnitHelp");
    return cell;
  }
  return element("td", unitText && unitText !== unit ? `${unitText} (${unit})` : unit);
};
