import type { TSchema } from "typebox";
import type { FieldDefinition, Rules } from "../../nodes/kit/editor/form-definition.ts";
import type { FieldUi } from "../../nodes/kit/node-schema.ts";

/** A field's JSON schema as the kit's field functions write it. */
export type FieldSchema = TSchema & Rules & { type?: string; enum?: string[]; default?: unknown; ui?: FieldUi };

const RULES = [
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "minLength",
  "maxLength",
  "pattern",
  "minItems",
] as const satisfies readonly (keyof Rules)[];

/** @throws Error if the schema was not made by one of the functions of `nodes/kit/fields.ts` */
export const fieldDefinition = (name: string, schema: FieldSchema): FieldDefinition => {
  const { ui } = schema;
  if (!ui) throw new Error(`field ${name} has no ui: make it with a function of nodes/kit/fields.ts`);
  return {
    name,
    control: ui.control,
    value: schema.default ?? "",
    rules: Object.fromEntries(RULES.filter((rule) => schema[rule] !== undefined).map((rule) => [rule, schema[rule]])),
    ...(schema.type === "integer" ? { integer: true } : {}),
    ...(ui.env ? { env: true } : {}),
    ...(ui.configType ? { configType: ui.configType } : {}),
    ...(schema.enum ? { choices: schema.enum } : {}),
    ...(ui.showWhen ? { showWhen: ui.showWhen } : {}),
    ...(ui.columns ? { columns: Object.entries(ui.columns).map(([key, column]) => fieldDefinition(key, column)) } : {}),
  };
};
