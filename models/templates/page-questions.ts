import type { FlowNode } from "../revisions/flow-node.ts";

/** Whom the operator pages ask: each a link-out of theirs to every node of that kind, whose machine they don't name. */
export type Asked = "twin" | "what-if" | "orders" | "guard";

/** Id and name of the link-out in the shipped pages. */
export const PAGE_QUESTIONS: Readonly<Record<Asked, { readonly id: string; readonly name: string }>> = {
  twin: { id: "tl-pages-to-twins", name: "to the twins" },
  "what-if": { id: "tl-pages-to-whatif", name: "to the what-ifs" },
  orders: { id: "tl-pages-to-orders", name: "to the work orders" },
  guard: { id: "tl-pages-to-setpoints", name: "to the set-point guards" },
};

const shippedNames = new Map(Object.values(PAGE_QUESTIONS).map(({ id, name }) => [id, name]));

/**
 * What a template made, asked by the operator pages that are there: where these have other ids than the shipped ones, as after an
 * import, their link-outs are found by name; a question that these pages don't have is left out.
 *
 * @param outs link-outs on the tab of the pages
 */
export const askedFrom = (
  made: readonly FlowNode[],
  outs: readonly { readonly id: string; readonly name?: unknown }[],
): FlowNode[] => {
  const there = (id: string): string[] => {
    const name = shippedNames.get(id);
    if (name === undefined) return [id];
    const out = outs.find((one) => one.id === id) ?? outs.find((one) => one.name === name);
    return out ? [out.id] : [];
  };
  return made.map((node) => {
    const links = node["links"];
    return node.type === "link in" && Array.isArray(links)
      ? { ...node, links: links.flatMap((id) => there(String(id))) }
      : node;
  });
};
