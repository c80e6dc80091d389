import type { NodeSchema } from "../../nodes/kit/node-schema.ts";
import type { Language, Translation } from "./catalogue.ts";
import { displayUnit } from "./display-unit.ts";
import { type FieldSchema, fieldDefinition } from "./field-definition.ts";

const WORDS = {
  "en-US": {
    heading: "Settings",
    setting: "Setting",
    default: "Default",
    range: "Range",
    meaning: "Meaning",
    at: "or",
  },
  de: {
    heading: "Einstellungen",
    setting: "Einstellung",
    default: "Vorgabe",
    range: "Bereich",
    meaning: "Bedeutung",
    at: "oder",
  },
} as const;

/** The table of a node's settings in its help, made of its schema. */
export const settingsTable = (schema: NodeSchema, language: Language, words: Translation = {}): string => {
  const say = WORDS[language];
  const rows = Object.entries(schema.fields.properties as Record<string, FieldSchema>).map(([name, field]) => {
    const unit = field.ui?.unit ? ` ${displayUnit(field.ui.unit)}` : "";
    const label = words.fields?.[name]?.label ?? field.ui?.label ?? name;
    const help = words.fields?.[name]?.help ?? field.ui?.help ?? "";
    return [
      `${label} (\`${name}\`)`,
      `${defaultText(name, field, words)}${unit}`,
      rangeText(name, field, say.at, words),
      help,
    ];
  });
  const head = [say.setting, say.default, say.range, say.meaning];
  const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.map(oneCell).join(" | ")} |`);
  return `### ${say.heading}\n\n${lines.join("\n")}\n`;
};

const oneCell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ").trim();

const choiceText = (name: string, field: FieldSchema, value: string, words: Translation): string =>
  words.choices?.[name]?.[value] ?? field.ui?.choices?.[value] ?? value;

const defaultText = (name: string, field: FieldSchema, words: Translation): string => {
  const value = field.default;
  if (field.enum) return choiceText(name, field, String(value), words);
  if (value === "" || value === undefined || (Array.isArray(value) && value.length === 0)) return "";
  return typeof value === "boolean" ? (value ? "✓" : "–") : `\`${String(value)}\``;
};

const rangeText = (name: string, field: FieldSchema, or: string, words: Translation): string => {
  if (field.enum) return field.enum.map((value) => choiceText(name, field, value, words)).join(` ${or} `);
  const { rules } = fieldDefinition(name, field);
  return [
    rules.minimum === undefined ? "" : `≥ ${rules.minimum}`,
    rules.exclusiveMinimum === undefined ? "" : `> ${rules.exclusiveMinimum}`,
    rules.maximum === undefined ? "" : `≤ ${rules.maximum}`,
    rules.exclusiveMaximum === undefined ? "" : `< ${rules.exclusiveMaximum}`,
  ]
    .filter(Boolean)
    .join(", ");
};
