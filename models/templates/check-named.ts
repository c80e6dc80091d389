import { TwinError } from "../errors/twin-error.ts";
import type { FlowNode } from "../revisions/flow-node.ts";
import { templateErrors } from "./errors.ts";

/** The parameters that name a node of the flow, and of what type it is. */
const NAMED = [
  { parameter: "store", type: "twinloom-store", namedBy: ({ store }: FlowNode) => (store ? [store] : []) },
  { parameter: "pages", type: "link in", namedBy: ({ type, links }: FlowNode) => (type === "link out" ? links : []) },
] as const;

/**
 * Whether the nodes that the parameters name are there.
 *
 * @throws TwinError TWIN-TEMPLATE-023
 */
export const checkNamed = (flow: readonly FlowNode[], made: readonly FlowNode[], asset: string): void => {
  for (const { parameter, type, namedBy } of NAMED) {
    const known = [...flow, ...made].filter((node) => node.type === type).map(({ id }) => id);
    const named = made.flatMap((node) => namedBy(node) ?? []).map(String);
    const value = named.find((id) => !known.includes(id));
    if (value !== undefined) {
      const mine = new Set(made.map(({ id }) => id));
      const there = known.filter((id) => !mine.has(id)).join(", ") || "none is there";
      throw new TwinError(templateErrors.notThere, { asset, parameter, value, type, known: there });
    }
  }
};
