import type { FieldDefinition, FormDefinition } from "./form-definition.ts";
import { isShown } from "./is-shown.ts";

/** The field as the user sees it (a list without its hidden columns), or undefined where another field hides it. */
export const shownField = (
  definition: FormDefinition,
  field: FieldDefinition,
  read: (field: string) => unknown,
): FieldDefinition | undefined => {
  const conditionOf = (name: string) => definition.fields.find((one) => one.name === name)?.showWhen;
  if (!isShown(field.showWhen, conditionOf, read)) return undefined;
  if (!field.columns?.some((column) => column.showWhen)) return field;
  return { ...field, columns: field.columns.filter((column) => isShown(column.showWhen, conditionOf, read)) };
};
