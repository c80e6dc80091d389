import type { FieldDefinition } from "./form-definition.ts";
import { i18nKey } from "./i18n-key.ts";

/** Looks up a text of the column's own part of the message catalogue. */
export type Say = (key: string) => string;

/** One cell of a list: a label with its input. Few columns show their labels in the list's header instead. */
export const cellOf = (column: FieldDefinition, say: Say, value: unknown): HTMLElement => {
  const cell = document.createElement("label");
  cell.dataset["cell"] = column.name;
  const label = document.createElement("span");
  label.textContent = say("label");
  label.title = say("help");
  const input = column.choices ? choiceOf(column.choices, say) : document.createElement("input");
  input.dataset["column"] = column.name;
  const given = value ?? column.value ?? "";
  if (input instanceof HTMLInputElement) input.type = column.control === "flag" ? "checkbox" : "text";
  if (input instanceof HTMLInputElement && column.control === "flag") {
    input.checked = given === true || given === "true";
  } else {
    if (column.control === "number") input.setAttribute("inputmode", "decimal");
    input.value = String(given);
  }
  cell.append(label, input);
  return cell;
};

const choiceOf = (choices: readonly string[], say: Say): HTMLSelectElement => {
  const select = document.createElement("select");
  select.append(...choices.map((choice) => new Option(say(`choices.${i18nKey(choice)}`), choice)));
  return select;
};
