import { i18nKey } from "../../nodes/kit/editor/i18n-key.ts";
import type { FieldUi, NodeSchema } from "../../nodes/kit/node-schema.ts";
import type { FieldSchema } from "./field-definition.ts";
import { reasons } from "./reasons.ts";

export type Language = keyof typeof reasons;

/** Texts of one field in another language; what is missing stays English. */
interface FieldTexts {
  readonly label?: string;
  readonly help?: string;
  readonly columns?: Readonly<Record<string, FieldTexts>>;
  readonly choices?: Readonly<Record<string, string>>;
}

/** A room's `locales/de.json`. */
export interface Translation {
  readonly label?: string;
  readonly summary?: string;
  readonly fields?: Readonly<Record<string, FieldTexts>>;
  readonly secrets?: Readonly<Record<string, FieldTexts>>;
  readonly choices?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly groups?: Readonly<Record<string, string>>;
  readonly words?: Readonly<Record<string, string>>;
  readonly input?: string;
  readonly outputs?: readonly string[];
}

const NAME: Readonly<Record<Language, string>> = { "en-US": "Name", de: "Name" };

/** The message catalogue of one node: the schema's own words, replaced by those of a translation where it has them. */
export const catalogue = (schema: NodeSchema, language: Language, words: Translation = {}) => {
  const fields = Object.entries(schema.fields.properties as Record<string, FieldSchema>).flatMap(([name, { ui }]) =>
    ui ? [[name, ui] as const] : [],
  );
  const all = [...fields, ...Object.entries(schema.secrets ?? {})];
  return {
    label: words.label ?? schema.label,
    summary: words.summary ?? schema.summary,
    name: { label: NAME[language] },
    inputLabel: words.input ?? schema.inputLabel ?? "",
    outputLabels: Object.fromEntries((schema.outputLabels ?? []).map((text, i) => [i, words.outputs?.[i] ?? text])),
    fields: Object.fromEntries(
      all.map(([name, ui]) => [name, fieldTexts(ui, words.fields?.[name] ?? words.secrets?.[name])]),
    ),
    choices: Object.fromEntries(
      all.flatMap(([name, ui]) => (ui.choices ? [[name, choiceTexts(ui.choices, words.choices?.[name])]] : [])),
    ),
    groups: Object.fromEntries(
      all.flatMap(([, ui]) => (ui.group ? [[i18nKey(ui.group), words.groups?.[ui.group] ?? ui.group]] : [])),
    ),
    words: { ...schema.words, ...words.words },
    reasons: reasons[language],
  };
};

const fieldTexts = (ui: FieldUi, words: FieldTexts | undefined): object => ({
  label: words?.label ?? ui.label,
  ...(ui.help ? { help: words?.help ?? ui.help } : {}),
  ...(ui.columns
    ? {
        columns: Object.fromEntries(
          Object.entries(ui.columns).map(([key, column]) => [key, columnTexts(key, column.ui, words?.columns?.[key])]),
        ),
      }
    : {}),
});

const columnTexts = (key: string, ui: FieldUi | undefined, words: FieldTexts | undefined): object => ({
  label: words?.label ?? ui?.label ?? key,
  help: words?.help ?? ui?.help ?? "",
  ...(ui?.choices ? { choices: choiceTexts(ui.choices, words?.choices) } : {}),
});

const choiceTexts = (choices: Readonly<Record<string, string>>, words: Readonly<Record<string, string>> | undefined) =>
  Object.fromEntries(Object.entries(choices).map(([value, text]) => [i18nKey(value), words?.[value] ?? text]));
