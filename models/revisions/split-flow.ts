import type { FlowNode } from "./flow-node.ts";
import { isDrawnOnly, splitLayout } from "./layout.ts";

/** Text of each file by its path, `/` between folders. */
export type FlowFiles = ReadonlyMap<string, string>;

/** The order of the tabs in the editor. */
export const TAB_ORDER = "layout/tabs.json";

/**
 * A flow as files that git merges: one for what each tab and subflow does, one for each config node, and beside each tab one for how
 * it is drawn. Nodes are sorted by id, settings by name: the same flow always gives the same bytes.
 *
 * @param nodes of two with the same id the last one counts, as for Node-RED
 */
export const splitFlow = (nodes: Iterable<FlowNode>): FlowFiles => {
  const all = [...new Map([...nodes].map((node) => [node.id, node])).values()];
  const homes = new Map(all.filter(isHome).map((home) => [home.id, home]));
  const rooms = Map.groupBy(
    all.filter((node) => !homes.has(node.id)),
    (node) => (typeof node["z"] === "string" ? node["z"] : ""),
  );
  const files = new Map<string, string>();
  for (const node of rooms.get("") ?? []) files.set(`config/${fileName(node.id)}`, fileText(splitBoth(node)));
  for (const id of new Set([...homes.keys(), ...rooms.keys()])) {
    if (id !== "") writeRoom(files, id, homes.get(id), rooms.get(id) ?? []);
  }
  const tabs = all.filter(({ type }) => type === "tab").map(({ id }) => id);
  if (tabs.length > 0) files.set(TAB_ORDER, fileText(tabs));
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
};

const isHome = ({ type }: FlowNode): boolean => type === "tab" || type === "subflow";

/** A config node is drawn nowhere: what it has of a layout (an icon, a note) stays with it. */
const splitBoth = (node: FlowNode): object => {
  const { meaning, layout } = splitLayout(node);
  return Object.keys(layout).length > 0 ? { layout, node: meaning } : { node: meaning };
};

const writeRoom = (
  files: Map<string, string>,
  id: string,
  home: FlowNode | undefined,
  nodes: readonly FlowNode[],
): void => {
  const sorted = nodes.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const folder = home?.type === "subflow" ? "subflows" : "tabs";
  const parts = [...(home ? [home] : []), ...sorted.filter((node) => !isDrawnOnly(node))].map(
    (node) => [node, splitLayout(node)] as const,
  );
  const drawn = sorted.filter(isDrawnOnly).map((node) => {
    const { meaning, layout } = splitLayout(node);
    return Object.fromEntries(Object.entries({ ...meaning, ...layout }).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
  const [first, ...rest] = parts.map(([, { meaning }]) => meaning);
  files.set(
    `${folder}/${fileName(id)}`,
    fileText(home ? { home: first, nodes: rest } : { nodes: [first, ...rest].filter(Boolean) }),
  );
  const places = parts.flatMap(([node, { layout }]) => (Object.keys(layout).length > 0 ? [[node.id, layout]] : []));
  files.set(`layout/${fileName(id)}`, fileText({ drawn, places: Object.fromEntries(places) }));
};

/** Ids are made by the editor, but a flow that was imported may have any. */
const fileName = (id: string): string => `${encodeURIComponent(id).replaceAll(".", "%2E").replaceAll("*", "%2A")}.json`;

const fileText = (content: unknown): string => `${JSON.stringify(content, null, 2)}\n`;
