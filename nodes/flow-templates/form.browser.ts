import type { Row, TemplateParameter, Values } from "../../models/templates/template.ts";
import type { CheckAnswer, OfferedTemplate } from "./answers.ts";
import { element } from "./elements.browser.ts";
import { type Field, makeField } from "./field.browser.ts";
import { flowPicture } from "./flow-picture.browser.ts";
import { isAsked } from "./is-asked.browser.ts";
import type { PlacedProblem } from "./place-of-problem.ts";
import { post, wordsOf } from "./request.browser.ts";
import { say, sayWords } from "./say.browser.ts";
import { makeTable, type Table } from "./table.browser.ts";
import { tagListPanel } from "./tag-list-panel.browser.ts";
import { offered, readerOf } from "./workspace.browser.ts";

/** Long enough not to check each letter, short enough to seem at once. */
const CHECK_AFTER_MS = 250;

/** The open form of one template. */
export interface TemplateForm {
  readonly element: HTMLElement;
  /** What the user has given; the rest has its default. */
  given(): Readonly<Record<string, unknown>>;
  /** Shows a reason at a parameter that only the workspace knows. */
  complain(problem: PlacedProblem): void;
}

/** @param settled is told after each check whether the template can be imported */
export const openForm = (template: OfferedTemplate, settled: (isRight: boolean) => void): TemplateForm => {
  const given: Record<string, unknown> = {};
  let values: Values = {};
  let asked = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const fields = new Map<TemplateParameter, Field | Table>();
  const groups = new Map<TemplateParameter, HTMLElement>();
  const general = element("div", "twinloom-template-reason");
  const current = (): Readonly<Record<string, unknown>> => ({ ...values, ...given });

  const show = (problems: readonly PlacedProblem[]): void => {
    const now = current();
    for (const [parameter, field] of fields) {
      field.element.hidden = !isAsked(parameter, now);
      const value = now[parameter.name];
      if (field.kind === "table") field.show(Array.isArray(value) ? value : [], now);
      else field.show(value);
      field.complain(problems.filter((one) => one.parameter === parameter.name));
    }
    const known = new Set(template.parameters.map(({ name }) => name));
    general.replaceChildren(
      ...problems.filter((one) => !known.has(one.parameter)).map(({ message }) => element("div", "", message)),
    );
    settled(problems.length === 0);
  };

  const check = async (): Promise<void> => {
    const mine = ++asked;
    try {
      const answer = await post("twinloom/templates/check", { template: template.name, parameters: given });
      if (mine !== asked || !isChecked(answer)) return;
      // what is wrong keeps what it was, so that the form does not jump
      values = { ...values, ...answer.values, ...fromWorkspace(answer.values, given) };
      show([...answer.problems, ...takenProblems(current()["asset"])]);
    } catch (failure) {
      general.textContent = wordsOf(failure);
      settled(false);
    }
  };
  const change = (name: string, value: unknown): void => {
    given[name] = value;
    settled(false);
    clearTimeout(timer);
    timer = setTimeout(() => void check(), CHECK_AFTER_MS);
  };

  const made = element("div", "twinloom-template-form", ...headOf(template), general);
  for (const parameter of template.parameters) {
    if (parameter.group) made.append(element("h4", "", sayWords(parameter.group)));
    const isRows = parameter.type === "table";
    const field = isRows
      ? makeTable(parameter, (rows) => change(parameter.name, rows))
      : makeField(parameter, (value) => change(parameter.name, value));
    fields.set(parameter, field);
    if (isRows) groups.set(parameter, tableHead(parameter));
    if (parameter.name === "tags") {
      const take = (rows: readonly Row[], more: Readonly<Record<string, unknown>>): void => {
        Object.assign(given, more);
        change("tags", rows);
        if (field.kind === "table") field.show(rows, current());
      };
      made.append(tagListPanel({ template, values: current, take }));
    }
    made.append(...[groups.get(parameter) ?? []].flat(), field.element);
  }
  void check();
  return {
    element: made,
    given: () => ({ ...fromWorkspace(values, given), ...given }),
    complain: (problem) => show([problem]),
  };
};

const headOf = ({ title, level, summary, drawn }: OfferedTemplate): HTMLElement[] => [
  element("h3", "", element("span", "twinloom-template-level", level), ` ${sayWords(title)}`),
  element("p", "", sayWords(summary)),
  element("div", "twinloom-template-drawn", asElement(flowPicture(drawn, sayWords(title)))),
];

const asElement = (picture: SVGElement): HTMLElement => {
  const frame = element("div", "");
  frame.append(picture);
  return frame;
};

const tableHead = ({ label, help }: TemplateParameter): HTMLElement =>
  element(
    "div",
    "twinloom-template-wide",
    element("b", "", sayWords(label)),
    " ",
    element("small", "", sayWords(help)),
  );

const isChecked = (answer: unknown): answer is CheckAnswer => Array.isArray(Object(answer).problems);

/** Stores and pages that are there, where the user has not chosen. */
const fromWorkspace = (values: Values, given: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(Object.entries(offered(values)).filter(([name]) => name in values && !(name in given)));

const takenProblems = (asset: unknown): PlacedProblem[] => {
  const reader = readerOf(asset);
  if (!reader) return [];
  const message = say("taken", { asset, ...reader });
  return [{ parameter: "asset", code: "TWIN-TEMPLATE-015", message, details: { asset, ...reader } }];
};
