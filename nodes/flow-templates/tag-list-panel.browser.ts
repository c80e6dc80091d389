import type { ListedTag } from "../../models/scaffold/listed-tag.ts";
import type { Row } from "../../models/templates/template.ts";
import type { OfferedTemplate, ScaffoldAnswer } from "./answers.ts";
import { browseServer } from "./browse-server.browser.ts";
import { button, element, input } from "./elements.browser.ts";
import { proposalTable } from "./proposal-table.browser.ts";
import { post, wordsOf } from "./request.browser.ts";
import { language, say } from "./say.browser.ts";

interface Panel {
  readonly template: OfferedTemplate;
  /** As the form has them now. */
  readonly values: () => Readonly<Record<string, unknown>>;
  readonly take: (rows: readonly Row[], parameters: ScaffoldAnswer["parameters"]) => void;
}

/** Over the tags of a template: make its rows of a pasted list, or of what an OPC UA server has, with a proposal to look through. */
export const tagListPanel = ({ template, values, take }: Panel): HTMLElement => {
  const found = element("div", "twinloom-template-found");
  found.setAttribute("aria-live", "polite");
  const propose = async (list: { text: string } | { tags: readonly ListedTag[] }): Promise<void> => {
    const { asset, protocol } = values();
    const question = { template: template.name, asset, protocol, language: language(), ...list };
    const answer = await post("twinloom/templates/propose", question);
    if (!isProposed(answer)) return;
    const taken = (rows: readonly Row[]): void => {
      take(rows, answer.parameters);
      found.replaceChildren(element("p", "", say("taken-rows", { count: rows.length })));
    };
    found.replaceChildren(proposalTable(answer, taken));
  };
  const tried = async (pressed: HTMLButtonElement, work: () => Promise<void>): Promise<void> => {
    pressed.disabled = true;
    try {
      await work();
    } catch (failure) {
      found.replaceChildren(element("div", "twinloom-template-reason", wordsOf(failure)));
    }
    pressed.disabled = false;
  };
  const tell = (text: string): void => found.replaceChildren(element("p", "", text));

  const paste = details(
    say("paste"),
    pastePart((text, pressed) => void tried(pressed, () => propose({ text }))),
  );
  const browse = details(
    say("browse"),
    browsePart(
      (account, pressed) =>
        void tried(pressed, async () => {
          tell(say("browsing", { count: 0 }));
          const endpoint = String(values()["opcuaEndpoint"] ?? "");
          const tags = await browseServer({ endpoint, ...account }, (count) => tell(say("browsing", { count })));
          if (tags.length > 0) await propose({ tags });
          else tell(say("nothingBrowsed"));
        }),
    ),
  );
  browse.addEventListener("toggle", () => {
    const isOpcua = values()["protocol"] === "opcua";
    if (browse.hasAttribute("open") && !isOpcua) tell(say("onlyOpcua"));
  });
  return element("div", "twinloom-template-wide twinloom-template-lists", paste, browse, found);
};

const details = (summary: string, ...children: HTMLElement[]): HTMLElement =>
  element("details", "", element("summary", "", summary), ...children);

const pastePart = (read: (text: string, pressed: HTMLButtonElement) => void): HTMLElement => {
  const area = document.createElement("textarea");
  area.rows = 6;
  area.placeholder = say("pasteHint");
  area.setAttribute("aria-label", say("paste"));
  return element(
    "div",
    "",
    area,
    button(say("readList"), (pressed) => read(area.value, pressed)),
  );
};

interface Account {
  readonly user: string;
  readonly password: string;
  readonly node: string;
}

const browsePart = (look: (account: Account, pressed: HTMLButtonElement) => void): HTMLElement => {
  const given = { user: "", password: "", node: "" };
  const line = (key: keyof typeof given): HTMLElement => {
    const name = say(`account.${key}`);
    const control = input(name, "", (value) => {
      given[key] = value.trim();
    });
    if (key === "password") control.type = "password";
    return element("label", "", element("span", "", name), control);
  };
  const start = button(say("look"), (pressed) => look(given, pressed));
  return element("div", "twinloom-template-account", line("node"), line("user"), line("password"), start);
};

const isProposed = (answer: unknown): answer is ScaffoldAnswer => Array.isArray(Object(answer).rows);
