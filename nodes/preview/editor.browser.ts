import { button } from "../kit/editor/button.browser.ts";
import { element } from "../kit/editor/element.browser.ts";
import { extendEveryForm } from "../kit/editor/extend-form.browser.ts";
import type { OpenForm } from "../kit/editor/open-form.browser.ts";
import { askPreview, type Wanted } from "./ask-preview.browser.ts";
import { blame } from "./blame.browser.ts";
import { say } from "./say.browser.ts";
import { Refused } from "./send.browser.ts";
import { answerElements } from "./show-answer.browser.ts";
import { watchWires } from "./watch-wires.browser.ts";

/** What to run on: hours of history, or the last messages. */
const CHOICES = ["messages", "6", "24", "72", "168", "720"] as const;
const SOURCE = "twinloom-sensor-source";
/** Of all dialogs, as long as the page lives: who looks at weeks goes on looking at weeks. */
let chosen: string = "24";

const select = (label: string, values: readonly (readonly [value: string, text: string])[]): HTMLSelectElement => {
  const made = document.createElement("select");
  made.setAttribute("aria-label", label);
  made.append(...values.map(([value, text]) => new Option(text, value)));
  return made;
};

/** The part of a form that shows what its unsaved settings would do. */
const addPreview = (form: OpenForm): void => {
  // the store has a source's readings after they were mapped
  const choices = form.node.type === SOURCE ? CHOICES.slice(0, 1) : CHOICES;
  const input = select(
    say("on"),
    choices.map((choice) => [choice, say(`choices.${choice}`)]),
  );
  if (choices.some((choice) => choice === chosen)) input.value = chosen;
  input.addEventListener("change", () => {
    chosen = input.value;
  });
  const machine = select(say("machine"), []);
  machine.hidden = true;
  const place = element("div", "");
  place.className = "twinloom-preview-answer";
  place.setAttribute("aria-live", "polite");

  const run = async (pressed: HTMLButtonElement): Promise<void> => {
    const hours = input.value === "messages" ? undefined : Number(input.value);
    const wanted: Wanted = { hours, asset: hours === undefined ? "" : machine.value };
    pressed.disabled = true;
    place.setAttribute("aria-busy", "true");
    place.replaceChildren(element("p", say("running")));
    try {
      const answer = await askPreview(form, wanted);
      machine.replaceChildren(...answer.machines.map((name) => new Option(name, name, false, name === answer.asset)));
      machine.hidden = answer.machines.length < 2;
      place.replaceChildren(...answerElements(answer, hours));
    } catch (failure) {
      const reason = element("p", failure instanceof Error ? failure.message : String(failure));
      reason.className = "twinloom-preview-failed";
      place.replaceChildren(reason);
      if (failure instanceof Refused) blame(form, failure);
    }
    place.removeAttribute("aria-busy");
    pressed.disabled = false;
    if (!form.element.querySelector(".twinloom-wrong")) part.scrollIntoView({ block: "start", behavior: "smooth" });
  };

  const bar = element(
    "div",
    "",
    button(say("press"), (pressed) => void run(pressed)),
    input,
    machine,
  );
  bar.className = "twinloom-preview-bar";
  const help = element("p", say("help"));
  help.className = "twinloom-help";
  const part = element("div", "", element("h4", say("title")), bar, help, place);
  part.className = "twinloom-preview";
  // what is chosen here is no setting
  for (const event of ["input", "change"]) bar.addEventListener(event, (happened) => happened.stopPropagation());
  form.element.append(part);
};

extendEveryForm({ prepare: addPreview });
watchWires();
