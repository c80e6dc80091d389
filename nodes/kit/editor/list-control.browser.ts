import type { FieldDefinition, FormDefinition } from "./form-definition.ts";
import { cellOf } from "./list-cell.browser.ts";
import { $, RED } from "./red-editor.browser.ts";
import { storedNumber } from "./stored-number.ts";

export interface ListControl {
  rows(): Record<string, unknown>[];
}

/** Node-RED's editable list with one input per column. */
export const listControl = (
  definition: FormDefinition,
  field: FieldDefinition,
  row: HTMLElement,
  value: unknown,
  changed: () => void,
): ListControl => {
  const columns = field.columns ?? [];
  const label = (column: FieldDefinition): string =>
    RED._(`twinloom/${definition.room}:fields.${field.name}.columns.${column.name}.label`);
  const place = row.querySelector("ol");
  if (!place) return { rows: () => [] };

  const list = $(place).editableList({
    header: $(headerOf(columns.map(label))),
    removable: true,
    sortable: true,
    addItem: (container: ArrayLike<HTMLElement>, _index: number, item: Record<string, unknown>) => {
      const cells = columns.map((column) => cellOf(definition, field, column, label(column), item[column.name]));
      container[0]?.classList.add("twinloom-cells");
      container[0]?.append(...cells);
      changed();
    },
    removeItem: changed,
    sortItems: changed,
  });
  for (const item of Array.isArray(value) ? value : []) list.editableList("addItem", { ...item });

  return {
    rows: () => {
      const rows: Record<string, unknown>[] = [];
      list.editableList("items").each(function () {
        rows.push(readRow(this, columns));
      });
      return rows;
    },
  };
};

const headerOf = (labels: readonly string[]): HTMLElement => {
  const header = document.createElement("div");
  header.className = "twinloom-cells twinloom-list-header";
  header.append(
    ...labels.map((text) => {
      const cell = document.createElement("span");
      cell.textContent = text;
      return cell;
    }),
  );
  return header;
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
