import type { NodeSchema } from "../../nodes/kit/node-schema.ts";
import type { Language, Translation } from "./catalogue.ts";
import { displayUnit } from "./display-unit.ts";
import { type FieldSchema, fieldDefinition } from "./field-definition.ts";

const WORDS = {
  "en-US": {
    heading: "Settings",
    setting: "Setting",
    meaning: "Meaning",
    default: "Default",
    range: "Range",
    or: "or",
  },
  de: {
    heading: "Einstellungen",
    setting: "Einstellung",
    meaning: "Bedeutung",
    default: "Vorgabe",
    range: "Bereich",
    or: "oder",
  },
} as const;

/** The table of a node's settings in its help, made of its schema; of two columns, because the help panel is narrow. */
export const settingsTable = (schema: NodeSchema, language: Language, words: Translation = {}): string => {
  const say = WORDS[language];
  const rows = Object.entries(schema.fields.properties as Record<string, FieldSchema>).map(([name, field]) => {
    const label = words.fields?.[name]?.label ?? field.ui?.label ?? name;
    const help = words.fields?.[name]?.help ?? field.ui?.help ?? "";
    const given = defaultText(name, field, words);
    const range = rangeText(name, field, say.or, words);
    const facts = [given && `${say.default}: ${given}`, range && `${say.range}: ${range}`].filter(Boolean).join("; ");
    return [`${label}<br>\`${name}\``, [help, facts].filter(Boolean).join("<br>")];
  });
  const head = [say.setting, say.meaning];
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
  if (typeof value === "boolean") return value ? "✓" : "–";
  return `${String(value)} ${field.ui?.unit ? displayUnit(field.ui.unit) : ""}`.trim();
};

const rangeText = (name: string, field: FieldSchema, or: string, words: Translation): string => {
  if (field.enum) return field.enum.map((value) => choiceText(name, field, value, words)).join(` ${or} `);
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = fieldDefinition(name, field).rules;
  if (minimum !== undefined && maximum !== undefined) return `${minimum} … ${maximum}`;
  return Object.entries({ "≥": minimum, ">": exclusiveMinimum, "≤": maximum, "<": exclusiveMaximum })
    .filter(([, limit]) => limit !== undefined)
    .map(([sign, limit]) => `${sign}\u00a0${limit}`)
    .join(", ");
};
