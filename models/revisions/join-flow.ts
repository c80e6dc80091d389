import { TwinError } from "../errors/twin-error.ts";
import { revisionErrors } from "./errors.ts";
import { type FlowNode, isFlowNode } from "./flow-node.ts";
import { joinLayout } from "./layout.ts";
import { type FlowFiles, TAB_ORDER } from "./split-flow.ts";

interface Content {
  readonly home?: unknown;
  readonly node?: unknown;
  readonly nodes?: unknown;
  readonly drawn?: unknown;
  readonly places?: unknown;
  readonly layout?: unknown;
}

/**
 * The flow that `splitFlow` took apart, always in the same order: tabs as in the editor, subflows, config nodes, then what is in
 * each tab.
 *
 * @throws TwinError TWIN-REV-001 naming the file that can't be read
 */
export const joinFlow = (files: FlowFiles): FlowNode[] => {
  const homes: FlowNode[] = [];
  const config: FlowNode[] = [];
  const inside: FlowNode[] = [];
  for (const path of [...files.keys()].sort()) {
    const [folder, name = ""] = path.split("/");
    if (folder === "config") config.push(configNode(path, files));
    if (folder !== "tabs" && folder !== "subflows") continue;
    const { home, nodes } = contentOf(path, files);
    const layout = `layout/${name}`;
    const { drawn = [], places } = files.has(layout) ? contentOf(layout, files) : {};
    const place = (node: FlowNode): FlowNode => asNode(path, joinLayout(node, fieldsOf(fieldsOf(places)[node.id])));
    if (home !== undefined) homes.push(place(asNode(path, home)));
    inside.push(...listOf(layout, drawn), ...listOf(path, nodes).map(place));
  }
  return [...inTabOrder(homes, files), ...config, ...inside];
};

const configNode = (path: string, files: FlowFiles): FlowNode => {
  const { node, layout } = contentOf(path, files);
  return asNode(path, joinLayout(asNode(path, node), fieldsOf(layout)));
};

const inTabOrder = (homes: readonly FlowNode[], files: FlowFiles): FlowNode[] => {
  const order = files.has(TAB_ORDER) ? contentOf(TAB_ORDER, files) : [];
  const ids: unknown[] = Array.isArray(order) ? order : [];
  const rank = ({ id, type }: FlowNode): number => {
    if (type === "subflow") return Number.POSITIVE_INFINITY;
    return ids.includes(id) ? ids.indexOf(id) : ids.length;
  };
  const compare = (a: FlowNode, b: FlowNode): number => (a.id < b.id ? -1 : 1);
  return homes.toSorted((a, b) => (rank(a) === rank(b) ? compare(a, b) : rank(a) - rank(b)));
};

const contentOf = (path: string, files: FlowFiles): Content => {
  const text = files.get(path) ?? "";
  try {
    const content: unknown = JSON.parse(text);
    if (typeof content === "object" && content !== null) return content;
    throw new Error("it holds no object");
  } catch (cause) {
    const merging = /^<{7} /m.test(text);
    const reason = merging ? "it has a merge conflict" : cause instanceof Error ? cause.message : String(cause);
    throw new TwinError(revisionErrors.badFile, { file: path, reason }, cause);
  }
};

const listOf = (path: string, list: unknown): FlowNode[] => {
  if (!Array.isArray(list))
    throw new TwinError(revisionErrors.badFile, { file: path, reason: "its list of nodes is missing" });
  return list.map((node) => asNode(path, node));
};

const asNode = (path: string, node: unknown): FlowNode => {
  if (isFlowNode(node)) return node;
  throw new TwinError(revisionErrors.badFile, { file: path, reason: "a node in it has no id or type" });
};

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> => (isFields(value) ? value : {});
const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;
