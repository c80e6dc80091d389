import type { FieldDefinition, FormDefinition } from "../../nodes/kit/editor/form-definition.ts";
import { reasonOf } from "../../nodes/kit/editor/reason-of.ts";
import { shownField } from "../../nodes/kit/editor/shown-field.ts";

export interface Trial {
  readonly field: FieldDefinition;
  readonly wrong: string;
  readonly right: string;
}

const TYPED = new Set(["text", "number", "json", "code"]);

/** A field of a form that can be wrong with the settings as they are, a text that is wrong in it, and one that is right. */
export const trialOf = (definition: FormDefinition): Trial | undefined => {
  const savedIn = (name: string): unknown => definition.fields.find((field) => field.name === name)?.value;
  for (const one of definition.fields) {
    const field = shownField(definition, one, savedIn);
    if (!field || !TYPED.has(field.control)) continue;
    const tooLong = "x".repeat((field.rules.maxLength ?? 0) + 1);
    const wrong = ["-1000000000", "1000000000000", "many", "{", "", tooLong].find((text) => reasonOf(field, text));
    const right = rightTexts(field).find((text) => text !== String(field.value) && !reasonOf(field, text));
    if (wrong !== undefined && right !== undefined) return { field, wrong, right };
  }
  return undefined;
};

const rightTexts = ({ value, rules, control }: FieldDefinition): string[] => {
  if (control !== "number") return [control === "json" ? '{"changed":true}' : "changed"];
  const numbers = [Number(value) + 1, Number(value) * 2, Number(value) / 2, rules.minimum, rules.maximum, 1, 2];
  return numbers.filter((number) => number !== undefined).map(String);
};
