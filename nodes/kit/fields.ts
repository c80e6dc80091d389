import Type, { type TSchema } from "typebox";
import type { FieldUi } from "./node-schema.ts";

type Ui = Omit<FieldUi, "control" | "configType" | "choices" | "columns">;

/** A number with its range and unit. */
export const numberField = (
  ui: Ui,
  rules: { default: number; minimum?: number; maximum?: number; exclusiveMinimum?: number; multipleOf?: number },
) => Type.Number({ ...rules, ui: { ...ui, control: "number" } });

/** A whole number. */
export const integerField = (ui: Ui, rules: { default: number; minimum?: number; maximum?: number }) =>
  Type.Integer({ ...rules, ui: { ...ui, control: "number" } });

/** A line of text; `minLength: 1` makes it required. */
export const textField = (
  ui: Ui,
  rules: { default: string; minLength?: number; maxLength?: number; pattern?: string },
) => Type.String({ ...rules, ui: { ...ui, control: "text" } });

/** Yes or no. */
export const flagField = (ui: Ui, rules: { default: boolean }) =>
  Type.Boolean({ ...rules, ui: { ...ui, control: "flag" } });

/** One of a few values, each with the label that the user reads. */
export const choiceField = <const C extends Readonly<Record<string, string>>>(
  ui: Ui,
  choices: C,
  rules: { default: keyof C & string },
) => Type.Enum(Object.keys(choices) as (keyof C & string)[], { ...rules, ui: { ...ui, control: "choice", choices } });

/** A reference to a config node by its id. */
export const configField = (ui: Ui, configType: string, rules: { required: boolean }) =>
  Type.String({
    default: "",
    ...(rules.required ? { minLength: 1 } : {}),
    ui: { ...ui, control: "config", configType },
  });

/** JSON text, edited in Node-RED's JSON editor; the behaviour parses it. */
export const jsonField = (ui: Ui, rules: { default: string }) =>
  Type.String({ ...rules, ui: { ...ui, control: "json" } });

/** Rows of fields: a tag table, a list of limits. */
export const listField = <const C extends Readonly<Record<string, TSchema>>>(
  ui: Ui,
  columns: C,
  rules: { minItems?: number } = {},
) =>
  Type.Array(Type.Object(columns, { additionalProperties: false }), {
    default: [],
    ...rules,
    ui: { ...ui, control: "list", columns },
  });
