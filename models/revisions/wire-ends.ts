import type { FlowNode } from "./flow-node.ts";

/** An output of a node and one that its messages reach unchanged. */
export interface Wire {
  readonly from: FlowNode;
  /** Counted from 0. */
  readonly output: number;
  readonly to: FlowNode;
}

/** What each output reaches by wires, junctions and links alone: no node between that could change the message. */
export const wireEnds = (nodes: readonly FlowNode[]): Wire[] => {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const reach = (ids: readonly string[], seen: Set<string>): FlowNode[] =>
    ids.flatMap((id) => {
      const node = byId.get(id);
      if (!node || seen.has(id)) return [];
      seen.add(id);
      const next = onward(node);
      return next ? reach(next, seen) : [node];
    });
  return nodes
    .filter((node) => !onward(node))
    .flatMap((from) =>
      wiresOf(from).flatMap((ids, output) => reach(ids, new Set()).map((to) => ({ from, output, to }))),
    );
};

/** Where a node that only passes messages on sends them; undefined for one that does more. */
const onward = (node: FlowNode): readonly string[] | undefined => {
  if (node.type === "junction" || node.type === "link in") return wiresOf(node).flat();
  if (node.type === "link out" && node["mode"] !== "return") return textsOf(node["links"]);
  return undefined;
};

const wiresOf = (node: FlowNode): string[][] => {
  const wires = node["wires"];
  return Array.isArray(wires) ? wires.map(textsOf) : [];
};

const textsOf = (list: unknown): string[] => (Array.isArray(list) ? list.map(String) : []);
