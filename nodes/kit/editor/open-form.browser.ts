import type { FieldDefinition, FormDefinition } from "./form-definition.ts";
import { type ListControl, listControl } from "./list-control.browser.ts";
import { reasonOf } from "./reason-of.ts";
import { reasonText } from "./reason-text.browser.ts";
import { $, type EditedNode, RED } from "./red-editor.browser.ts";
import { shownField } from "./shown-field.ts";
import { storedNumber } from "./stored-number.ts";
import { typedControl } from "./typed-control.browser.ts";

/** The form of one open edit dialog. */
export interface OpenForm {
  readonly node: EditedNode;
  readonly element: HTMLElement;
  /** What the field holds now, as it would be saved. */
  read(field: string): unknown;
  /** Puts a value into a field, as if the user had typed it. */
  write(field: string, value: string): void;
  /** Adds a row to a list. */
  addRow(field: string, row: Readonly<Record<string, unknown>>): void;
  /** All that the form holds now, for a question to the server (`nodes/kit/ask-server.ts`). */
  question(): { id: string; settings: Record<string, unknown>; secrets: Record<string, unknown> };
  /** A text of the node's message catalogue. */
  say(key: string): string;
  /** The field with the columns that are shown; undefined while another field's value hides it. */
  shown(field: string): FieldDefinition | undefined;
  /** Writes to the node what Node-RED itself can't read from the inputs. */
  save(): void;
}

const findForm = (type: string): HTMLElement => {
  const forms = document.querySelectorAll<HTMLElement>(`.twinloom-form[data-type="${type}"]`);
  const last = forms[forms.length - 1];
  if (!last) throw new Error(`the form of ${type} is not in the page`);
  return last;
};

/** Brings a generated form to life: typed inputs, lists, fields that come and go, and reasons below the fields. */
export const openForm = (definition: FormDefinition, node: EditedNode): OpenForm => {
  const element = findForm(definition.type);
  const all = [...definition.fields, ...definition.secrets];
  const byName = new Map(all.map((field) => [field.name, field]));
  const lists = new Map<string, ListControl>();
  const rowOf = (field: string) => element.querySelector<HTMLElement>(`.form-row[data-field="${field}"]`);
  const inputOf = (field: string) =>
    rowOf(field)?.querySelector<HTMLInputElement>("[data-stored], select, input, textarea") ?? undefined;

  const read = (name: string): unknown => {
    const list = lists.get(name);
    if (list) return list.rows();
    const input = inputOf(name);
    if (!input) return node[name];
    return input.type === "checkbox" ? input.checked : input.value;
  };
  const shown = (name: string): FieldDefinition | undefined => {
    const field = byName.get(name);
    return field && shownField(definition, field, read);
  };
  const showField = (field: FieldDefinition): void => {
    const row = rowOf(field.name);
    const place = row?.querySelector<HTMLElement>(":scope > .twinloom-reason");
    if (!row || !place) return;
    const visible = shown(field.name);
    row.hidden = !visible;
    lists.get(field.name)?.showColumns(visible?.columns ?? []);
    const reason = visible && reasonOf(visible, read(field.name));
    const text = reason ? reasonText(definition, field, reason) : "";
    if (place.textContent !== text) place.textContent = text;
    row.classList.toggle("twinloom-wrong", reason !== undefined);
    for (const control of row.querySelectorAll("input, select, textarea")) {
      control.setAttribute("aria-invalid", String(reason !== undefined));
    }
  };
  const refresh = (): void => {
    for (const field of all) showField(field);
    hideEmptyGroups(element);
  };

  for (const field of all) {
    const row = rowOf(field.name);
    if (!row) continue;
    const value = node[field.name] ?? field.value;
    if (field.control === "list") lists.set(field.name, listControl(definition, field, row, value, refresh));
    else if (field.env || field.control === "json") typedControl(field, row, String(value));
    else if (field.control === "config") describe(row);
    else if (field.control !== "secret" && node[field.name] === undefined) fill(row, value);
  }
  $(element).on("input change keyup paste", refresh);
  refresh();

  return {
    node,
    element,
    read,
    shown,
    write: (name, value) => {
      const typed = rowOf(name)?.querySelector("[data-typed]");
      const input = inputOf(name);
      if (typed) $(typed).typedInput("value", value);
      else if (input) $(input).val(value).trigger("change");
    },
    addRow: (name, item) => lists.get(name)?.add(item),
    question: () => ({
      id: node.id,
      settings: Object.fromEntries(definition.fields.map(({ name }) => [name, read(name)])),
      secrets: Object.fromEntries(definition.secrets.map(({ name }) => [name, read(name)])),
    }),
    say: (key) => RED._(`twinloom/${definition.room}:${key}`),
    save: () => {
      for (const [name, list] of lists) node[name] = list.rows();
      for (const field of definition.fields) {
        if (field.control === "number") node[field.name] = storedNumber(read(field.name));
      }
    },
  };
};

/** A flow that was written by hand, or before the field was there, gets the default at deploy: so the form shows it. */
const fill = (row: HTMLElement, value: unknown): void => {
  const input = row.querySelector<HTMLInputElement>("select, input, textarea");
  if (!input) return;
  if (input.type === "checkbox") input.checked = value === true;
  else input.value = String(value);
};

/** Node-RED puts a list of config nodes in the place of the input, without what the input says of itself. */
const describe = (row: HTMLElement): void => {
  const select = row.querySelector("select");
  select?.setAttribute("aria-describedby", `${select.id}-help ${select.id}-reason`);
};

/** A heading stands over the rows up to the next heading; it goes when they all have gone. */
const hideEmptyGroups = (element: HTMLElement): void => {
  for (const group of element.querySelectorAll<HTMLElement>(".twinloom-group")) {
    const rows = [...group.querySelectorAll<HTMLElement>(".form-row")];
    group.hidden = rows.every((row) => row.hidden);
  }
};
