import type { FieldDefinition, FormDefinition } from "./form-definition.ts";
import { cellOf, type Say } from "./list-cell.browser.ts";
import { $, RED } from "./red-editor.browser.ts";
import { storedNumber } from "./stored-number.ts";

export interface ListControl {
  rows(): Record<string, unknown>[];
  /** Adds a row; a column that it leaves out gets its default. */
  add(row: Readonly<Record<string, unknown>>): void;
  showColumns(shown: readonly FieldDefinition[]): void;
}

/** More columns than this don't fit side by side: each cell then carries its own label and the row wraps. */
const COLUMNS_IN_A_LINE = 4;

/** Node-RED's editable list with one input per column. */
export const listControl = (
  definition: FormDefinition,
  field: FieldDefinition,
  row: HTMLElement,
  value: unknown,
  changed: () => void,
): ListControl => {
  const columns = field.columns ?? [];
  const place = row.querySelector("ol");
  if (!place) return { rows: () => [], add: () => undefined, showColumns: () => undefined };

  const header = document.createElement("div");
  header.className = "twinloom-cells twinloom-list-header";
  for (const column of columns) header.append(headerCell(column.name, sayOf(definition, field, column)));
  const list = $(place).editableList({
    header: $(header),
    height: "auto",
    removable: true,
    sortable: true,
    addItem: (container: ArrayLike<HTMLElement>, _index: number, item: Record<string, unknown>) => {
      container[0]?.classList.add("twinloom-cells");
      for (const column of columns) {
        container[0]?.append(cellOf(column, sayOf(definition, field, column), item[column.name]));
      }
      changed();
    },
    removeItem: changed,
    sortItems: changed,
  });
  for (const item of Array.isArray(value) ? value : []) list.editableList("addItem", { ...item });

  return {
    add: (item) => void list.editableList("addItem", { ...item }),
    rows: () => {
      const rows: Record<string, unknown>[] = [];
      list.editableList("items").each(function () {
        rows.push(readRow(this, columns));
      });
      return rows;
    },
    showColumns: (shown) => {
      row.classList.toggle("twinloom-many", shown.length > COLUMNS_IN_A_LINE);
      const names = new Set(shown.map(({ name }) => name));
      for (const cell of row.querySelectorAll<HTMLElement>("[data-cell]")) {
        cell.hidden = !names.has(cell.dataset["cell"] ?? "");
      }
    },
  };
};

const sayOf = (definition: FormDefinition, field: FieldDefinition, column: FieldDefinition): Say => {
  const keys = `twinloom/${definition.room}:fields.${field.name}.columns.${column.name}`;
  return (key) => RED._(`${keys}.${key}`, { defaultValue: "" });
};

const headerCell = (name: string, say: Say): HTMLElement => {
  const cell = document.createElement("span");
  cell.dataset["cell"] = name;
  cell.textContent = say("label");
  cell.title = say("help");
  return cell;
};

const readRow = (element: Element, columns: readonly FieldDefinition[]): Record<string, unknown> => {
  const one: Record<string, unknown> = {};
  for (const column of columns) {
    const input = $(element).find(`[data-column="${column.name}"]`)[0];
    if (!input) continue;
    const value = input.type === "checkbox" ? input.checked : input.value;
    one[column.name] = column.control === "number" ? storedNumber(value) : value;
  }
  return one;
};
