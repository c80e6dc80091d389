import { TwinError } from "../errors/twin-error.ts";
import { scaffoldErrors } from "./errors.ts";
import { type Field, headerField } from "./header-field.ts";
import type { Limits, ListedTag } from "./listed-tag.ts";
import { readNumber } from "./read-number.ts";
import { splitTable, type TableLine } from "./split-table.ts";

/** Signals of one large machine; a list of a whole plant is a mistake. */
const MOST_LINES = 5000;

/** What a tag list says; `lost` are lines that name no tag. */
export interface TagList {
  readonly tags: readonly ListedTag[];
  readonly lost: readonly { readonly line: number; readonly text: string }[];
}

type Columns = ReadonlyMap<Field, number>;

/**
 * Reads a tag list: a table whose headings say which column is what (`headerField`), or one without headings: name, description, unit.
 *
 * @param where names it in errors
 * @throws TwinError TWIN-SCAFFOLD-001, -002, -006
 */
export const readTagList = (text: string, where: string): TagList => {
  const { lines } = splitTable(text);
  const [first, ...rest] = lines;
  if (!first) throw new TwinError(scaffoldErrors.empty, { where });
  if (lines.length > MOST_LINES)
    throw new TwinError(scaffoldErrors.tooLong, { where, count: lines.length, most: MOST_LINES });
  const columns = columnsOf(first);
  const hasHeadings = columns.size > 1 || columns.has("tag") || columns.has("address");
  if (hasHeadings && !columns.has("tag") && !columns.has("address"))
    throw new TwinError(scaffoldErrors.noTagColumn, { where, columns: first.cells.join(", ") });
  if (hasHeadings && rest.length === 0) throw new TwinError(scaffoldErrors.empty, { where });
  const found = (hasHeadings ? rest : lines).map((line) => tagOf(line, hasHeadings ? columns : UNHEADED));
  const lost = found.flatMap((one) => ("text" in one ? [one] : []));
  return { tags: found.flatMap((one) => ("tag" in one ? [one] : [])), lost };
};

/** Of a list without headings. */
const UNHEADED: Columns = new Map<Field, number>([
  ...[["tag", 0] as const, ["description", 1] as const, ["unit", 2] as const],
]);

const columnsOf = ({ cells }: TableLine): Columns => {
  const columns = new Map<Field, number>();
  for (const [i, heading] of cells.entries()) {
    const field = headerField(heading);
    if (field && !columns.has(field)) columns.set(field, i);
  }
  return columns;
};

const tagOf = ({ line, cells }: TableLine, columns: Columns): ListedTag | { line: number; text: string } => {
  const at = (field: Field): string => cells[columns.get(field) ?? -1] ?? "";
  const tag = at("address") || at("tag");
  if (tag === "") return { line, text: cells.join(" ").trim() };
  const name = at("address") && at("tag") ? { name: at("tag") } : {};
  const asset = at("asset") ? { asset: at("asset") } : {};
  const limits = {
    ...limitsOf("normal", {
      ...between(at("min"), at("max")),
      ...spanOf(at("normal")),
      ...between(at("normalMin"), at("normalMax")),
    }),
    ...limitsOf("alarm", { ...spanOf(at("alarm")), ...between(at("alarmMin"), at("alarmMax")) }),
    ...limitsOf("range", { ...spanOf(at("range")), ...between(at("rangeMin"), at("rangeMax")) }),
  };
  return {
    line,
    tag,
    ...name,
    description: at("description"),
    unit: at("unit"),
    type: at("type"),
    ...asset,
    ...limits,
  };
};

const limitsOf = (key: "normal" | "alarm" | "range", limits: Limits): Partial<Record<typeof key, Limits>> =>
  limits.min === undefined && limits.max === undefined ? {} : { [key]: limits };

const between = (low: string, high: string): Limits => {
  const [min, max] = [readNumber(low), readNumber(high)];
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
};

/** `0..10`, `0 - 10 bar`, `-20 bis 80`, `4 to 20`. */
const spanOf = (cell: string): Limits => {
  const found = /^\s*([+\-−]?[\d.,]*\d)\s*\S{0,6}?\s*(?:\.\.+|…|–|-|bis|to|\/|\.\.\.)\s*([+\-−]?\d[\d.,]*)/i.exec(cell);
  return found ? between(found[1] ?? "", found[2] ?? "") : {};
};
