import type { FieldDefinition } from "./form-definition.ts";

/** Why a value is wrong: a key of the catalogue's `reasons`, and what is filled into its text. */
export interface Reason {
  readonly key: string;
  readonly params: Readonly<Record<string, string | number>>;
}

const ENV_REFERENCE = /^\$\{[A-Za-z_]\w*\}$/;

const because = (key: string, params: Reason["params"] = {}): Reason => ({ key, params });

/**
 * The first reason why the text in a form's field can't be its value, or undefined if it can. A reference to an
 * environment variable always can: its value is known at deploy only.
 */
export const reasonOf = (field: FieldDefinition, value: unknown): Reason | undefined => {
  if (typeof value === "string" && ENV_REFERENCE.test(value)) return undefined;
  switch (field.control) {
    case "number":
      return reasonOfNumber(field, value);
    case "list":
      return reasonOfList(field, value);
    case "choice":
      return field.choices?.includes(String(value)) ? undefined : because("choice");
    case "config":
      return field.rules.minLength && (!value || value === "_ADD_") ? because("config") : undefined;
    case "json":
      return reasonOfJson(field, String(value ?? ""));
    case "flag":
      return undefined;
    default:
      return reasonOfText(field, String(value ?? ""));
  }
};

const reasonOfNumber = ({ rules, integer }: FieldDefinition, value: unknown): Reason | undefined => {
  const text = String(value ?? "").trim();
  if (text === "") return because("required");
  const number = Number(text);
  if (!Number.isFinite(number)) return because("number");
  if (integer && !Number.isInteger(number)) return because("integer");
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = rules;
  if (minimum !== undefined && number < minimum) return because("minimum", { limit: minimum });
  if (maximum !== undefined && number > maximum) return because("maximum", { limit: maximum });
  if (exclusiveMinimum !== undefined && number <= exclusiveMinimum)
    return because("above", { limit: exclusiveMinimum });
  if (exclusiveMaximum !== undefined && number >= exclusiveMaximum)
    return because("below", { limit: exclusiveMaximum });
  if (multipleOf && !Number.isInteger(number / multipleOf)) return because("multipleOf", { limit: multipleOf });
  return undefined;
};

const reasonOfText = ({ rules }: FieldDefinition, text: string): Reason | undefined => {
  if (text === "" && rules.minLength) return because("required");
  if (text.length < (rules.minLength ?? 0)) return because("minLength", { limit: rules.minLength ?? 0 });
  if (text.length > (rules.maxLength ?? Number.POSITIVE_INFINITY)) {
    return because("maxLength", { limit: rules.maxLength ?? 0 });
  }
  if (rules.pattern && !new RegExp(rules.pattern, "u").test(text)) return because("pattern", { limit: rules.pattern });
  return undefined;
};

const reasonOfJson = (field: FieldDefinition, text: string): Reason | undefined => {
  if (text.trim() === "") return reasonOfText(field, "");
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return because("json", { detail: error instanceof Error ? error.message : String(error) });
  }
};

const reasonOfList = ({ rules, columns }: FieldDefinition, value: unknown): Reason | undefined => {
  const rows: readonly unknown[] = Array.isArray(value) ? value : [];
  if (rows.length < (rules.minItems ?? 0)) return because("minItems", { limit: rules.minItems ?? 0 });
  for (const [index, row] of rows.entries()) {
    for (const column of columns ?? []) {
      const cell = Object.entries(Object(row)).find(([name]) => name === column.name);
      // the deploy fills in what a row leaves out
      const reason = reasonOf(column, cell ? cell[1] : column.value);
      if (reason) return { key: reason.key, params: { ...reason.params, row: index + 1, column: column.name } };
    }
  }
  return undefined;
};
