import type { FlowNode } from "../../models/revisions/flow-node.ts";
import { wireEnds } from "../../models/revisions/wire-ends.ts";
import { isOurs } from "./load-room.ts";

export interface Leg {
  readonly output: number;
  readonly to: string;
}

export interface Upstream {
  /** The nodes of ours that lead to the target, without it. */
  readonly nodes: readonly FlowNode[];
  /** Where each of them sends, as far as it leads to the target. */
  readonly legs: ReadonlyMap<string, readonly Leg[]>;
}

const NOTHING: Upstream = { nodes: [], legs: new Map() };

/**
 * What leads to a node by wires, junctions and links through nodes of ours alone. What another palette's node would make of a
 * message is not known; what the target itself sends back upstream is left out.
 */
export const upstreamOf = (target: string, nodes: readonly FlowNode[]): Upstream => {
  const active = nodes.filter((node) => node["d"] !== true);
  const wires = wireEnds(active).filter(({ from, to }) => isOurs(from.type) && isOurs(to.type) && from.id !== target);
  if (!active.some(({ id }) => id === target)) return NOTHING;
  const found = new Map<string, FlowNode>();
  const visit = (id: string): void => {
    for (const { from, to } of wires) {
      if (to.id !== id || found.has(from.id)) continue;
      found.set(from.id, from);
      visit(from.id);
    }
  };
  visit(target);
  const legs = new Map<string, Leg[]>();
  for (const { from, output, to } of wires) {
    if (!found.has(from.id) || (to.id !== target && !found.has(to.id))) continue;
    legs.set(from.id, [...(legs.get(from.id) ?? []), { output, to: to.id }]);
  }
  return { nodes: [...found.values()], legs };
};
