import type { OfferedTemplate, TemplateList } from "./answers.ts";
import { element } from "./elements.browser.ts";
import { flowPicture } from "./flow-picture.browser.ts";
import { say, sayWords } from "./say.browser.ts";

/** All templates by machine, each with its level, picture and sentence. */
export const templateList = ({ templates }: TemplateList, choose: (template: OfferedTemplate) => void): HTMLElement => {
  const made = element("div", "twinloom-template-list");
  const cards: HTMLElement[] = [];
  for (const [machine, some] of Map.groupBy(templates, (one) => one.machine)) {
    made.append(element("h4", "", say(`machines.${machine}`)));
    for (const template of some) {
      const card = cardOf(template, () => {
        for (const other of cards) other.setAttribute("aria-pressed", String(other === card));
        choose(template);
      });
      cards.push(card);
      made.append(card);
    }
  }
  return made;
};

const cardOf = (template: OfferedTemplate, press: () => void): HTMLElement => {
  const { level, title, summary, name, drawn } = template;
  const [, job = sayWords(title)] = sayWords(title).split(": ");
  const head = element(
    "b",
    "",
    element("span", "twinloom-template-level", level),
    ` ${job.charAt(0).toUpperCase()}${job.slice(1)}`,
  );
  const text = element("span", "", head, element("small", "", sayWords(summary)));
  const card = element("button", "twinloom-template-card", text);
  card.prepend(flowPicture(drawn, sayWords(title), "slice"));
  card.setAttribute("type", "button");
  card.setAttribute("aria-pressed", "false");
  card.dataset["template"] = name;
  card.addEventListener("click", press);
  return card;
};
