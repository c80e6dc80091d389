import type { FieldChange } from "./flow-diff.ts";
import { lineDiff, withContext } from "./line-diff.ts";
import type { FieldWords } from "./node-words.ts";

/** Unchanged lines that are shown around a change. */
const AROUND = 2;
/** A longer value is shown in lines. */
const SHORT = 80;

/** Name of a node by its id; undefined for what is none. */
export type NameOf = (id: string) => string | undefined;

/** How one setting has changed; undefined where it is the same. A setting that is missing (`undefined`) has its default. */
export const valueChange = (
  field: string,
  saved: { readonly before: unknown; readonly after: unknown },
  words: FieldWords | undefined,
  namesOf: { readonly before: NameOf; readonly after: NameOf },
): FieldChange | undefined => {
  const { before = words?.default, after = words?.default } = saved;
  if (JSON.stringify(before) === JSON.stringify(after)) return undefined;
  const told = { field, label: words?.label ?? field, ...(words?.unit ? { unit: words.unit } : {}) };
  const [old, fresh] = [linesOf(before, words, namesOf.before), linesOf(after, words, namesOf.after)];
  if (old.length > 1 || fresh.length > 1 || [...old, ...fresh].some((line) => line.length > SHORT)) {
    return { ...told, lines: withContext(lineDiff(old, fresh), AROUND) };
  }
  return { ...told, before: shortText(before, words, namesOf.before), after: shortText(after, words, namesOf.after) };
};

const linesOf = (value: unknown, words: FieldWords | undefined, nameOf: NameOf): string[] => {
  if (value === undefined || value === "") return [];
  if (typeof value === "string") return value.split("\n");
  if (Array.isArray(value)) return value.map((row) => rowText(row, words?.columns, nameOf));
  if (typeof value === "object" && value !== null) return JSON.stringify(value, null, 2).split("\n");
  return [String(value)];
};

const rowText = (row: unknown, columns: FieldWords["columns"], nameOf: NameOf): string => {
  if (typeof row === "string") return nameOf(row) ?? row;
  if (typeof row !== "object" || row === null || Array.isArray(row)) return JSON.stringify(row);
  return Object.entries(row)
    .filter(([key, value]) => value !== "" && value !== undefined && value !== columns?.[key]?.default)
    .map(
      ([key, value]) => `${columns?.[key]?.label ?? key}: ${typeof value === "string" ? value : JSON.stringify(value)}`,
    )
    .join(", ");
};

const shortText = (value: unknown, words: FieldWords | undefined, nameOf: NameOf): string => {
  if (value === undefined || value === "" || value === null) return "nothing";
  if (typeof value === "boolean") return value ? "yes" : "no";
  const [line = ""] = linesOf(value, words, nameOf);
  const text = typeof value === "string" ? (words?.choices?.[value] ?? nameOf(value) ?? value) : line || "nothing";
  const isNumber =
    typeof value === "number" || (typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value)));
  return isNumber && words?.unit ? `${text} ${words.unit}` : text;
};
