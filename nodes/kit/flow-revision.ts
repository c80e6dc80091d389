import { createHash } from "node:crypto";
import type { Red } from "./red.ts";

/** Where and how a node is drawn, and notes for people. */
const LAYOUT = new Set(["x", "y", "w", "h", "g", "l", "icon", "info", "color", "inputLabels", "outputLabels"]);
const DRAWN_ONLY = new Set(["group", "comment"]);
const revisions = new WeakMap<Red["nodes"]["eachNode"], string>();

/**
 * Content hash of the deployed flow: the same for the same meaning, wherever its nodes are drawn. Computed once per deploy.
 */
export const flowRevision = (red: Red): string => {
  const known = revisions.get(red.nodes.eachNode);
  if (known) return known;
  const nodes: string[] = [];
  red.nodes.eachNode((config) => {
    if (DRAWN_ONLY.has(String(config["type"]))) return;
    const meaning = Object.entries(config).filter(([key]) => !LAYOUT.has(key) && !key.startsWith("_"));
    nodes.push(JSON.stringify(meaning.sort(([a], [b]) => (a < b ? -1 : 1))));
  });
  const revision = createHash("sha256").update(nodes.sort().join("\n")).digest("hex").slice(0, 16);
  revisions.set(red.nodes.eachNode, revision);
  red.events.once("flows:stopping", () => revisions.delete(red.nodes.eachNode));
  return revision;
};
