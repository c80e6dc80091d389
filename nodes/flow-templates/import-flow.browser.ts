import { type EditedNode, RED } from "../kit/editor/red-editor.browser.ts";

/** A node of a flow as a file has it. */
export type MadeNode = Readonly<Record<string, unknown>> & { readonly id: string; readonly type: string };

/**
 * Puts the flow of a template into the workspace as the Import dialog does, so that it can be undone, and shows its tab. A store that is
 * there already is not imported again.
 *
 * @throws Error of the editor
 */
export const importFlow = (flow: readonly MadeNode[]): void => {
  const fresh = flow.filter(({ id, type }) => type !== "twinloom-store" || !RED.nodes.node(id));
  RED.view.importNodes(fresh, { generateIds: false, addFlow: false });
  for (const { id, type, links } of fresh) if (type === "link out" || type === "link in") linkBack(id, links);
  const tab = fresh.find(({ type }) => type === "tab");
  if (tab) RED.workspaces.show(tab.id);
};

/** Ids of the flow that the workspace has already, without a store that is shared. */
export const takenBy = (flow: readonly MadeNode[]): EditedNode | undefined => {
  const taken = flow.find(({ id, type }) => type !== "twinloom-store" && RED.nodes.node(id));
  return taken ? (RED.nodes.node(taken.id) ?? undefined) : undefined;
};

/** The other end of a link, on another tab, names this one, as the editor writes it. */
const linkBack = (end: string, links: unknown): void => {
  for (const id of Array.isArray(links) ? links : []) {
    const target = RED.nodes.node(String(id));
    const known: unknown[] = Array.isArray(target?.["links"]) ? target["links"] : [];
    if (!target || known.includes(end)) continue;
    target["links"] = [...known, end];
    target["changed"] = true;
  }
};
