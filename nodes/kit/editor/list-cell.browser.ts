import type { FieldDefinition, FormDefinition } from "./form-definition.ts";
import { i18nKey } from "./i18n-key.ts";
import { RED } from "./red-editor.browser.ts";

/** The input of one cell of a list. */
export const cellOf = (
  definition: FormDefinition,
  list: FieldDefinition,
  column: FieldDefinition,
  label: string,
  value: unknown,
): HTMLElement => {
  const cell = document.createElement("span");
  const input = column.choices ? choiceOf(definition, list, column) : document.createElement("input");
  input.dataset["column"] = column.name;
  input.setAttribute("aria-label", label);
  const given = value ?? column.value ?? "";
  if (input instanceof HTMLInputElement && column.control === "flag") {
    input.type = "checkbox";
    input.checked = given === true || given === "true";
  } else {
    if (column.control === "number") input.setAttribute("inputmode", "decimal");
    input.value = String(given);
  }
  cell.append(input);
  return cell;
};

const choiceOf = (definition: FormDefinition, list: FieldDefinition, column: FieldDefinition): HTMLSelectElement => {
  const select = document.createElement("select");
  const namespace = `twinloom/${definition.room}`;
  for (const choice of column.choices ?? []) {
    const text = RED._(`${namespace}:fields.${list.name}.columns.${column.name}.choices.${i18nKey(choice)}`);
    select.append(new Option(text, choice));
  }
  return select;
};
