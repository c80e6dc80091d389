import type { TemplateParameter } from "../../models/templates/template.ts";
import { element, input } from "./elements.browser.ts";
import type { PlacedProblem } from "./place-of-problem.ts";
import { reasonOfProblem } from "./reason-of-problem.browser.ts";
import { say, sayWords } from "./say.browser.ts";
import { nodesOf } from "./workspace.browser.ts";

/** A row of the form for one parameter that is no table. */
export interface Field {
  readonly kind: "field";
  readonly element: HTMLElement;
  show(value: unknown): void;
  complain(problems: readonly PlacedProblem[]): void;
}

/** @param change is told of what the user has typed or chosen */
export const makeField = (parameter: TemplateParameter, change: (value: string) => void): Field => {
  const label = sayWords(parameter.label);
  const control = parameter.choices || parameter.type === "node" ? select(parameter, change) : input(label, "", change);
  const reason = element("div", "twinloom-template-reason");
  reason.setAttribute("role", "alert");
  const unit = parameter.unit ? [element("span", "twinloom-template-unit", parameter.unit)] : [];
  const name = element(
    "span",
    "twinloom-template-label",
    label,
    ...(parameter.required ? [element("i", "", " *")] : []),
  );
  const help = element("small", "", sayWords(parameter.help));
  const row = element("label", "twinloom-template-field", name, element("span", "", control, ...unit), help, reason);
  row.dataset["parameter"] = parameter.name;
  return {
    kind: "field",
    element: row,
    show: (value) => {
      if (document.activeElement !== control) control.value = value === undefined ? "" : String(value);
    },
    complain: (problems) => {
      reason.textContent = problems.map(reasonOfProblem).join(" ");
      reason.title = problems.map(({ code }) => code).join(" ");
      control.classList.toggle("input-error", problems.length > 0);
      control.setAttribute("aria-invalid", String(problems.length > 0));
    },
  };
};

const select = (
  { label, choices, nodeType }: TemplateParameter,
  change: (value: string) => void,
): HTMLSelectElement => {
  const made = document.createElement("select");
  made.setAttribute("aria-label", sayWords(label));
  for (const [value, words] of Object.entries(choices ?? {})) made.append(new Option(sayWords(words), value));
  if (nodeType !== undefined) {
    made.append(new Option(say("none"), ""));
    for (const { id, label: name } of nodesOf(nodeType)) made.append(new Option(name, id));
  }
  made.addEventListener("change", () => change(made.value));
  return made;
};
