import type { ShowWhen } from "./form-definition.ts";

/**
 * True unless another field's value hides this one, or hides the field that it depends on. One rule for the form, the
 * editor's checks and the checks at deploy.
 *
 * @param conditionOf of a field, by its name
 * @param read what a field holds
 */
export const isShown = (
  condition: ShowWhen | undefined,
  conditionOf: (field: string) => ShowWhen | undefined,
  read: (field: string) => unknown,
): boolean => {
  if (!condition) return true;
  const value = read(condition.field);
  return condition.in.some((wanted) => wanted === value) && isShown(conditionOf(condition.field), conditionOf, read);
};
