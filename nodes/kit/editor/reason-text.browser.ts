import type { FieldDefinition, FormDefinition } from "./form-definition.ts";
import type { Reason } from "./reason-of.ts";
import { RED } from "./red-editor.browser.ts";

/** The reason in the user's language; one in a list says which row and column. */
export const reasonText = (definition: FormDefinition, field: FieldDefinition, reason: Reason): string => {
  const namespace = `twinloom/${definition.room}`;
  const text = RED._(`${namespace}:reasons.${reason.key}`, reason.params);
  const { row, column } = reason.params;
  if (row === undefined) return text;
  const label = RED._(`${namespace}:fields.${field.name}.columns.${column}.label`);
  return `${RED._(`${namespace}:reasons.row`, { row, column: label })}: ${text}`;
};
