import type { Values } from "../../models/templates/template.ts";
import { type EditedNode, RED } from "../kit/editor/red-editor.browser.ts";

/** A node of the workspace that a parameter may name. */
export interface Choice {
  readonly id: string;
  readonly label: string;
}

/** Link-in of the shipped operator pages that takes what is to be shown. */
const PAGES = "tl-news-in";

/** All nodes of a type, deployed or not; of link nodes only those that have a name. */
export const nodesOf = (type: string): readonly Choice[] => {
  const found: Choice[] = [];
  const look = (node: EditedNode): void => {
    const name = String(node.name || node["file"] || "");
    if (node.type === type && (type !== "link in" || name !== "")) found.push({ id: node.id, label: name || node.id });
  };
  RED.nodes.eachNode(look);
  RED.nodes.eachConfig(look);
  return found;
};

/** What the workspace offers where the form does not say otherwise: its only store, or the one with that file; the operator pages. */
export const offered = ({ storeFile }: Values): Readonly<Record<string, string>> => {
  const stores = nodesOf("twinloom-store");
  const same = stores.find(({ id }) => RED.nodes.node(id)?.["file"] === storeFile);
  const store = same ?? (stores.length === 1 ? stores[0] : undefined);
  return { ...(store ? { store: store.id } : {}), ...(RED.nodes.node(PAGES) ? { pages: PAGES } : {}) };
};

/** The link-outs on the tab of a node: the questions of the operator pages beside the link-in of their news. */
export const linkOutsBeside = (id: unknown): readonly { readonly id: string; readonly name: string }[] => {
  const tab = RED.nodes.node(String(id ?? ""))?.z;
  const found: { id: string; name: string }[] = [];
  RED.nodes.eachNode((node) => {
    if (node.type === "link out" && tab !== undefined && node["z"] === tab)
      found.push({ id: node.id, name: node.name ?? "" });
  });
  return found;
};

/** The node that reads an asset already, and its tab. */
export const readerOf = (asset: unknown): { readonly node: string; readonly tab: string } | undefined => {
  let found: EditedNode | undefined;
  RED.nodes.eachNode((node) => {
    if (node.type === "twinloom-sensor-source" && asset !== "" && node["asset"] === asset) found ??= node;
  });
  if (!found) return undefined;
  return { node: found.name || found.id, tab: RED.nodes.workspace(String(found["z"]))?.label ?? "" };
};
