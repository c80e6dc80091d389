import type { FlowNode } from "./flow-node.ts";
import { isDrawnOnly, splitLayout } from "./layout.ts";

/**
 * What a flow does, as one text: the same for the same meaning, wherever its nodes are drawn and in whatever order they are
 * written. Its hash is the flow revision that every message carries.
 */
export const flowMeaning = (nodes: Iterable<FlowNode>): string =>
  [...nodes]
    .filter((node) => !isDrawnOnly(node))
    .map((node) => {
      const meaning = Object.entries(splitLayout(node).meaning).filter(([key]) => !key.startsWith("_"));
      return JSON.stringify(meaning);
    })
    .sort()
    .join("\n");
