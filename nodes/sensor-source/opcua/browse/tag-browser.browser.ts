import { askServer } from "../../../kit/editor/ask-server.browser.ts";
import { button } from "../../../kit/editor/button.browser.ts";
import { element } from "../../../kit/editor/element.browser.ts";
import type { OpenForm } from "../../../kit/editor/open-form.browser.ts";
import { $ } from "../../../kit/editor/red-editor.browser.ts";
import { picks } from "./picks.browser.ts";
import type { SeenLevel, SeenNow } from "./seen-node.ts";
import { addLevel, type Tree } from "./tree-level.browser.ts";

const VALUES_EVERY_MS = 2000;
const COLUMNS = ["name", "value", "unit", "type", "channel"];

/** A button over the tags that opens the tree of the server that the unsaved settings name. @returns ends its session */
export const addTagBrowser = (form: OpenForm): (() => void) => {
  const row = form.element.querySelector<HTMLElement>('.form-row[data-field="tags"]');
  if (!row) return () => undefined;
  // randomUUID is there in a secure context only
  const dialog = `${Date.now()}-${Math.random()}`;
  const found = element("div", "");
  found.className = "twinloom-found";
  const adding = button("", () => picked.add());
  const picked = picks(form, (count) => {
    adding.textContent = `${form.say("words.addPicked")} (${count})`;
    adding.disabled = count === 0;
  });
  let used = false;
  const ask = (about: object): Promise<unknown> => {
    used = true;
    return askServer(form, "opcua-tags", { dialog, ...about });
  };
  const browse = async (pressed: HTMLButtonElement): Promise<void> => {
    pressed.disabled = true;
    await openTree(form, found, adding, ask, picked.box);
    pressed.disabled = false;
  };
  const browser = element(
    "div",
    "",
    button(form.say("words.browseTags"), (pressed) => void browse(pressed)),
    found,
  );
  browser.className = "form-row twinloom-wide";
  row.before(browser);
  const show = (): void => {
    browser.hidden = form.read("protocol") !== "opcua";
  };
  $(form.element).on("input change", show);
  show();
  return () => {
    if (used) ask({ close: true }).catch(() => undefined);
    found.replaceChildren();
  };
};

const openTree = async (
  form: OpenForm,
  found: HTMLElement,
  adding: HTMLButtonElement,
  ask: (about: object) => Promise<unknown>,
  box: Tree["box"],
): Promise<void> => {
  const head = element("tr", "", ...COLUMNS.map((key) => element("th", form.say(`words.${key}`))));
  const table = element("table", "", head);
  table.className = "twinloom-seen twinloom-tree";
  found.replaceChildren(table);
  const shown: Tree["shown"] = new Map();
  const levelOf = async (about: object): Promise<SeenLevel> => {
    const answer = await ask(about);
    return isLevel(answer) ? answer : { nodes: [] };
  };
  const rows = await addLevel({ form, ask: levelOf, box, shown }, { after: head, depth: 0, parent: "" });
  if (rows.some((one) => one.classList.contains("twinloom-tree-failed"))) return;
  adding.textContent = form.say("words.addPicked");
  adding.disabled = true;
  found.after(adding);
  keepLive(form, table, shown, ask);
};

/** Asks for the values of the rows that stand in the tree, until it is gone or the settings name another server. */
const keepLive = (
  form: OpenForm,
  table: HTMLElement,
  shown: Tree["shown"],
  ask: (about: object) => Promise<unknown>,
): void => {
  const before = serverOf(form);
  const turn = async (): Promise<void> => {
    if (!table.isConnected) return;
    if (serverOf(form) !== before) {
      table.remove();
      return;
    }
    for (const row of shown.keys()) if (!row.isConnected) shown.delete(row);
    const values = [...new Set([...shown.values()].map(({ nodeId }) => nodeId))];
    const answer = values.length > 0 ? await ask({ values }).catch(() => undefined) : undefined;
    for (const { nodeId, update } of shown.values()) {
      const now = isNows(answer) ? answer[nodeId] : undefined;
      if (now) update(now);
    }
    setTimeout(() => void turn(), VALUES_EVERY_MS);
  };
  void turn();
};

const serverOf = (form: OpenForm): string =>
  JSON.stringify(Object.entries(form.question().settings).filter(([field]) => /^(opcua|user$|protocol$)/.test(field)));

const isLevel = (answer: unknown): answer is SeenLevel =>
  typeof answer === "object" && answer !== null && "nodes" in answer && Array.isArray(answer.nodes);

const isNows = (answer: unknown): answer is Readonly<Record<string, SeenNow>> =>
  typeof answer === "object" && answer !== null;
