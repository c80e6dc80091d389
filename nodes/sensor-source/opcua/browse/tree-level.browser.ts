import { button } from "../../../kit/editor/button.browser.ts";
import { element } from "../../../kit/editor/element.browser.ts";
import type { OpenForm } from "../../../kit/editor/open-form.browser.ts";
import type { Pick } from "./picks.browser.ts";
import type { SeenLevel, SeenNode, SeenNow, SeenVariable } from "./seen-node.ts";
import { variableCells } from "./variable-cells.browser.ts";

const COLUMNS = 5;
const INDENT_EM = 1.2;

/** What the rows of a tree need of the browser around them. */
export interface Tree {
  readonly form: OpenForm;
  ask(about: object): Promise<SeenLevel>;
  box(pick: Pick, label: string): HTMLInputElement;
  /** How to show a newer value of a node, while its row is there. */
  readonly shown: Map<HTMLElement, { nodeId: string; update(now: SeenNow): void }>;
}

/** Where a level begins: after this row, so deep, in a node of this name. */
export interface Place {
  readonly after: HTMLElement;
  readonly depth: number;
  readonly parent: string;
}

/** Adds the rows of one level, or a line that says why there are none. @returns the rows, more of them once they are asked for */
export const addLevel = async (tree: Tree, place: Place, nodeId?: string, more?: string): Promise<HTMLElement[]> => {
  const waiting = line(tree.form.say("words.asking"), place.depth);
  place.after.after(waiting);
  const about = { ...(nodeId === undefined ? {} : { nodeId }), ...(more === undefined ? {} : { more }) };
  try {
    const level = await tree.ask(about);
    const rows = level.nodes.map((node) => nodeRow(tree, place, node));
    if (level.more !== undefined) rows.push(moreRow(tree, place, nodeId, level.more, rows));
    if (rows.length === 0) rows.push(line(tree.form.say("words.nothingBelow"), place.depth));
    // what it lies in may have been closed meanwhile
    waiting.replaceWith(...(place.after.isConnected ? rows : []));
    return rows;
  } catch (failure) {
    waiting.firstElementChild?.replaceChildren(failure instanceof Error ? failure.message : String(failure));
    waiting.classList.add("twinloom-tree-failed");
    return [waiting];
  }
};

const line = (text: string, depth: number, ...children: Element[]): HTMLElement => {
  const cell = element("td", text, ...children);
  cell.setAttribute("colspan", String(COLUMNS));
  cell.style.paddingLeft = `${(depth + 1) * INDENT_EM}em`;
  return element("tr", "", cell);
};

const moreRow = (
  tree: Tree,
  place: Place,
  nodeId: string | undefined,
  more: string,
  level: HTMLElement[],
): HTMLElement => {
  const press = async (pressed: HTMLButtonElement): Promise<void> => {
    pressed.disabled = true;
    level.push(...(await addLevel(tree, { ...place, after: row }, nodeId, more)));
    row.hidden = true;
  };
  const row = line(
    "",
    place.depth,
    button(tree.form.say("words.more"), (pressed) => void press(pressed)),
  );
  return row;
};

const nodeRow = (tree: Tree, place: Place, node: SeenNode): HTMLElement => {
  const { variable, tag, nodeId, name } = node;
  const first = element("td", "");
  first.style.paddingLeft = `${place.depth * INDENT_EM}em`;
  const row = element("tr", "", first);
  const below = { after: row, depth: place.depth + 1, parent: name };
  const elements = variable?.elements;
  if (elements) first.append(toggle(name, async () => elementRows(tree, below, node, variable)));
  else if (node.opens) first.append(toggle(name, () => addLevel(tree, below, nodeId)));
  else first.append(gap());
  if (variable) {
    const { cells, update } = variableCells(tree.form, variable, elements ? "" : variable.channel);
    const pick = { tag, nodeId, element: "", channel: variable.channel, unit: variable.unit, parent: place.parent };
    if (variable.usable && !elements) first.append(tree.box(pick, name), " ");
    else if (!variable.usable) row.title = tree.form.say("words.noNumber");
    tree.shown.set(row, { nodeId, update });
    row.append(...cells);
  } else row.append(...Array.from({ length: COLUMNS - 1 }, () => element("td", "")));
  first.append(name);
  first.title = tag;
  return row;
};

/** An array's elements are picked one by one. */
const elementRows = (tree: Tree, { after, depth }: Place, node: SeenNode, variable: SeenVariable): HTMLElement[] => {
  const rows = (variable.elements ?? []).map((value, i) => {
    const channel = `${variable.channel}${i}`;
    const shown = (now: SeenNow): SeenNow => ({ ...now, value: now.elements?.[i] ?? "" });
    const { cells, update } = variableCells(tree.form, { ...variable, value }, channel);
    const about = { tag: node.tag, nodeId: node.nodeId, element: String(i), channel, unit: variable.unit };
    const first = element("td", "", gap());
    first.style.paddingLeft = `${depth * INDENT_EM}em`;
    const name = `${node.name} [${i}]`;
    if (variable.usable) first.append(tree.box({ ...about, parent: node.name }, name), " ");
    first.append(name);
    const row = element("tr", "", first, ...cells);
    tree.shown.set(row, { nodeId: node.nodeId, update: (now) => update(shown(now)) });
    return row;
  });
  after.after(...rows);
  return rows;
};

const gap = (): HTMLElement => {
  const made = element("span", "");
  made.className = "twinloom-tree-gap";
  return made;
};

/** Opens a level, and closes it again with all that lies in it. */
const toggle = (name: string, open: () => Promise<HTMLElement[]>): HTMLButtonElement => {
  let rows: HTMLElement[] = [];
  const press = async (): Promise<void> => {
    const opens = made.getAttribute("aria-expanded") !== "true";
    made.setAttribute("aria-expanded", String(opens));
    for (const row of rows) closeRow(row);
    rows = [];
    if (!opens) return;
    made.disabled = true;
    rows = await open();
    made.disabled = false;
  };
  const made = button("", () => void press());
  made.className = "twinloom-tree-toggle";
  made.setAttribute("aria-expanded", "false");
  made.setAttribute("aria-label", name);
  return made;
};

const closeRow = (row: HTMLElement): void => {
  const opened = row.querySelector<HTMLElement>('[aria-expanded="true"]');
  opened?.click();
  row.remove();
};
