import type { TemplateColumn, TemplateParameter } from "../../models/templates/template.ts";
import { button, element, input } from "./elements.browser.ts";
import { isAsked } from "./is-asked.browser.ts";
import type { PlacedProblem } from "./place-of-problem.ts";
import { reasonOfProblem } from "./reason-of-problem.browser.ts";
import { say, sayWords } from "./say.browser.ts";

type Cells = Record<string, unknown>;

/** A table of the form: one line for each row, one cell for each column that counts now. */
export interface Table {
  readonly kind: "table";
  readonly element: HTMLElement;
  /** Shows rows, unless it shows the very same already. */
  show(rows: readonly Readonly<Cells>[], values: Readonly<Cells>): void;
  complain(problems: readonly PlacedProblem[]): void;
}

/** @param change is told of all rows when one changes */
export const makeTable = (parameter: TemplateParameter, change: (rows: readonly Cells[]) => void): Table => {
  let rows: Cells[] = [];
  let shown = "";
  let last: Readonly<Cells> = {};
  const body = element("table", "twinloom-template-table");
  const reason = element("div", "twinloom-template-reason");
  reason.setAttribute("role", "alert");
  const draw = (): void => {
    const columns = (parameter.columns ?? []).filter((column) => isAsked(column, last));
    shown = keyOf(rows, columns);
    const remove = (at: number): void => {
      rows.splice(at, 1);
      draw();
      change(rows);
    };
    const edited = (): void => {
      shown = keyOf(rows, columns);
      change(rows);
    };
    body.replaceChildren(headOf(columns), ...rows.map((row, at) => lineOf(row, at, columns, edited, remove)));
  };
  const add = button(say("addRow"), () => {
    rows.push({});
    draw();
    change(rows);
  });
  const made = element("div", "twinloom-template-wide", element("div", "twinloom-template-scroll", body), reason, add);
  made.dataset["parameter"] = parameter.name;
  return {
    kind: "table",
    element: made,
    show: (wanted, values) => {
      last = values;
      const columns = (parameter.columns ?? []).filter((column) => isAsked(column, values));
      if (keyOf(wanted, columns) === shown) return;
      rows = wanted.map((row) => ({ ...row }));
      draw();
    },
    complain: (problems) => complainIn(body, reason, problems),
  };
};

const keyOf = (rows: readonly Readonly<Cells>[], columns: readonly TemplateColumn[]): string =>
  JSON.stringify([columns.map(({ name }) => name), rows.map((row) => columns.map(({ name }) => row[name] ?? ""))]);

const headOf = (columns: readonly TemplateColumn[]): HTMLElement => {
  const cells = columns.map((column) => {
    const name = column.unit ? `${sayWords(column.label)} (${column.unit})` : sayWords(column.label);
    const cell = element("th", "", name, ...(column.required ? [element("i", "", " *")] : []));
    cell.title = sayWords(column.help);
    return cell;
  });
  return element("tr", "", ...cells, element("th", ""));
};

const lineOf = (
  row: Cells,
  at: number,
  columns: readonly TemplateColumn[],
  changed: () => void,
  remove: (at: number) => void,
): HTMLElement => {
  const cells = columns.map((column) => {
    const name = `${sayWords(column.label)} ${at + 1}`;
    const set = (value: string): void => {
      row[column.name] = value;
      changed();
    };
    const value = String(row[column.name] ?? column.default ?? "");
    const cell = element("td", "", column.choices ? choice(column, name, value, set) : input(name, value, set));
    cell.dataset["column"] = column.name;
    return cell;
  });
  const gone = button("×", () => remove(at));
  gone.setAttribute("aria-label", say("removeRow", { row: at + 1 }));
  return element("tr", "", ...cells, element("td", "", gone));
};

const choice = (column: TemplateColumn, name: string, value: string, set: (value: string) => void): HTMLElement => {
  const made = document.createElement("select");
  made.setAttribute("aria-label", name);
  for (const [key, words] of Object.entries(column.choices ?? {})) made.append(new Option(sayWords(words), key));
  made.value = value;
  made.addEventListener("change", () => set(made.value));
  return made;
};

/** A reason stands in a line below its row; its cell is marked. What is of no row stands below the table. */
const complainIn = (body: HTMLElement, reason: HTMLElement, problems: readonly PlacedProblem[]): void => {
  for (const said of body.querySelectorAll(".twinloom-template-why")) said.remove();
  for (const marked of body.querySelectorAll(".input-error")) marked.classList.remove("input-error");
  const lines = [...body.querySelectorAll("tr")].slice(1);
  const beside: HTMLElement[] = [];
  for (const problem of problems) {
    const { row, column } = problem;
    const words = reasonOfProblem(problem);
    const line = row === undefined ? undefined : lines[row];
    if (!line) {
      beside.push(element("div", "", words));
      continue;
    }
    line.querySelector(column ? `[data-column="${column}"] > *` : "td > *")?.classList.add("input-error");
    const cell = element("td", "twinloom-template-reason", words);
    cell.setAttribute("colspan", String(line.children.length));
    line.after(element("tr", "twinloom-template-why", cell));
  }
  reason.replaceChildren(...beside);
};
