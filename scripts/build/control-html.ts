import type { FieldDefinition } from "../../nodes/kit/editor/form-definition.ts";
import { i18nKey } from "../../nodes/kit/editor/i18n-key.ts";
import { escapeHtml } from "./escape-html.ts";

/**
 * The input of one field. A field that takes more than plain text has a hidden input (what is saved) and a visible one
 * (what the user works with).
 *
 * @param id of the element that Node-RED reads
 */
export const controlHtml = (field: FieldDefinition, id: string): string => {
  const aria = `aria-describedby="${id}-help ${id}-reason"`;
  const number = field.control === "number" ? ' inputmode="decimal"' : "";
  if (field.env || field.control === "json") {
    return `<input type="hidden" id="${id}" data-stored><input type="text" id="${id}-typed" data-typed ${aria}>`;
  }
  switch (field.control) {
    case "flag":
      return `<input type="checkbox" id="${id}" ${aria}>`;
    case "choice":
      return `<select id="${id}" ${aria}>${(field.choices ?? []).map((choice) => optionHtml(field, choice)).join("")}</select>`;
    case "list":
      return `<ol id="${id}-list" ${aria}></ol>`;
    case "code":
      return `<textarea id="${id}" spellcheck="false" ${aria}></textarea>`;
    case "secret":
      return `<input type="password" id="${id}" ${aria}>`;
    case "config":
      return `<input type="text" id="${id}" style="width: 100%" ${aria}>`;
    default:
      return `<input type="text" id="${id}"${number} ${aria}>`;
  }
};

/** The element that the label belongs to. */
export const labelTarget = (field: FieldDefinition, id: string): string => {
  if (field.env || field.control === "json") return `${id}-typed`;
  return field.control === "list" ? `${id}-list` : id;
};

const optionHtml = (field: FieldDefinition, choice: string): string =>
  `<option value="${escapeHtml(choice)}" data-i18n="choices.${field.name}.${i18nKey(choice)}"></option>`;
