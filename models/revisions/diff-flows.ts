import type { FieldChange, FlowDiff, NodeChange, WireChange } from "./flow-diff.ts";
import type { FlowNode } from "./flow-node.ts";
import { isDrawnOnly, splitLayout } from "./layout.ts";
import type { FlowWords, NodeWords } from "./node-words.ts";
import { type NameOf, valueChange } from "./value-change.ts";

/** Told in words of their own, or known by the node itself. */
const NOT_FIELDS = new Set(["id", "type", "z", "wires"]);

/** Settings that Node-RED itself gives a node. */
const COMMON: NodeWords["fields"] = {
  name: { label: "Name" },
  label: { label: "Name" },
  d: { label: "Disabled" },
  disabled: { label: "Disabled" },
  func: { label: "Function" },
  env: { label: "Environment" },
  links: { label: "Linked with" },
  configVersion: { label: "Version of its settings" },
};

/** What has changed between two flows, told by what it does; how it is drawn is only counted. */
export const diffFlows = (before: readonly FlowNode[], after: readonly FlowNode[], words: FlowWords): FlowDiff => {
  const [old, fresh] = [sideOf(before, words), sideOf(after, words)];
  const order = [...fresh.nodes.keys(), ...[...old.nodes.keys()].filter((id) => !fresh.nodes.has(id))];
  const nodes: NodeChange[] = [];
  const redrawn: string[] = [];
  for (const id of order) {
    const [was, is] = [old.nodes.get(id), fresh.nodes.get(id)];
    const change = changeOf(was, is, old, fresh, words);
    if (change) nodes.push(change);
    else if (layoutText(was) !== layoutText(is)) redrawn.push((is ? fresh : old).nameOf(id) ?? id);
  }
  return { nodes: byPlace(nodes), redrawn };
};

interface Side {
  readonly nodes: ReadonlyMap<string, FlowNode>;
  readonly nameOf: NameOf;
}

const sideOf = (flow: readonly FlowNode[], words: FlowWords): Side => {
  const nodes = new Map(flow.map((node) => [node.id, node]));
  const nameOf = (id: string): string | undefined => {
    const node = nodes.get(id);
    return node && (text(node["name"]) || text(node["label"]) || words[node.type]?.label || node.type);
  };
  return { nodes, nameOf };
};

const changeOf = (
  was: FlowNode | undefined,
  is: FlowNode | undefined,
  old: Side,
  fresh: Side,
  words: FlowWords,
): NodeChange | undefined => {
  const node = is ?? was;
  if (!node || isDrawnOnly(node)) return undefined;
  const side = is ? fresh : old;
  const told = {
    ...{ id: node.id, type: node.type, what: words[node.type]?.label ?? node.type },
    where: side.nameOf(text(node["z"])) ?? "",
    name: side.nameOf(node.id) ?? node.id,
  };
  const fields = fieldChanges(was, is, old, fresh, words);
  const wires = wireChanges(was, is, old, fresh);
  if (!was) return { kind: "added", ...told, fields, wires };
  if (!is) return { kind: "removed", ...told, fields: [], wires: [] };
  return fields.length + wires.length > 0 ? { kind: "changed", ...told, fields, wires } : undefined;
};

const fieldChanges = (
  was: FlowNode | undefined,
  is: FlowNode | undefined,
  old: Side,
  fresh: Side,
  words: FlowWords,
): FieldChange[] => {
  if (!is) return [];
  const [before, after] = [was ? splitLayout(was).meaning : {}, splitLayout(is).meaning];
  const inForm = Object.keys(words[is.type]?.fields ?? {});
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((key) => !NOT_FIELDS.has(key))
    .sort((a, b) => inForm.indexOf(a) - inForm.indexOf(b));
  const changes = names.flatMap((field) => {
    const told = words[is.type]?.fields[field] ?? COMMON[field];
    const saved = { before: before[field], after: after[field] };
    const change = valueChange(field, saved, told, { before: old.nameOf, after: fresh.nameOf });
    if (!change || was) return change ? [change] : [];
    // what was never set is no news on a new node, and what it is by default it never was
    return isEmpty(after[field]) || after[field] === false || field === "configVersion" ? [] : [asNew(change)];
  });
  const [from, to] = [old.nameOf(text(was?.["z"])), fresh.nameOf(text(is["z"]))];
  return was && was["z"] !== is["z"]
    ? [{ field: "z", label: "tab", before: from ?? "nothing", after: to ?? "nothing" }, ...changes]
    : changes;
};

const asNew = (change: FieldChange): FieldChange => ("lines" in change ? change : { ...change, before: "nothing" });

const wireChanges = (was: FlowNode | undefined, is: FlowNode | undefined, old: Side, fresh: Side): WireChange[] => {
  const [before, after] = [wiresOf(was), wiresOf(is)];
  const outputs = Array.from({ length: Math.max(before.length, after.length) }, (_, i) => i);
  return outputs.flatMap((i) => {
    const [gone, come] = [before[i] ?? [], after[i] ?? []];
    const told = (kind: WireChange["kind"], ids: readonly string[], { nameOf }: Side): WireChange[] =>
      ids.map((id) => ({ kind, output: i + 1, to: nameOf(id) ?? `${id}, which is not there` }));
    return [
      ...told("disconnected", without(gone, come), old),
      ...told("connected", without(come, gone), fresh),
      ...(isTurned(gone, come) ? told("reordered", come.slice(0, 1), fresh) : []),
    ];
  });
};

const without = (ids: readonly string[], others: readonly string[]): string[] =>
  ids.filter((id) => !others.includes(id));

/** The same wires in another order: the messages go out in that order. */
const isTurned = (before: readonly string[], after: readonly string[]): boolean =>
  before.length === after.length && without(before, after).length === 0 && before.join() !== after.join();

const wiresOf = (node: FlowNode | undefined): string[][] => {
  const wires = node?.["wires"];
  return Array.isArray(wires) ? wires.map((port) => (Array.isArray(port) ? port.map(String) : [])) : [];
};

/** Tabs in the order of their first change, config nodes first. */
const byPlace = (nodes: readonly NodeChange[]): NodeChange[] =>
  [...Map.groupBy(nodes, ({ where }) => where)]
    .sort(([a], [b]) => Number(b === "") - Number(a === ""))
    .flatMap(([, all]) => all);

const layoutText = (node: FlowNode | undefined): string =>
  node ? JSON.stringify(isDrawnOnly(node) ? node : splitLayout(node).layout) : "";

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const isEmpty = (value: unknown): boolean =>
  value === "" || value === null || value === undefined || (Array.isArray(value) && value.length === 0);
