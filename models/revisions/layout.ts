import type { FlowNode } from "./flow-node.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Where and how a node is drawn, and notes for people. */
const LAYOUT = new Set(["x", "y", "w", "h", "g", "l", "icon", "info", "color", "inputLabels", "outputLabels"]);
const DRAWN_ONLY = new Set(["group", "comment"]);
const PORTS = ["in", "out", "status"];
/** Secrets stay in Node-RED's encrypted file. */
const NEVER_KEPT = new Set(["credentials"]);

/** True for what is only drawn: it can't change what a flow does. */
export const isDrawnOnly = (node: FlowNode): boolean => DRAWN_ONLY.has(node.type);

/** What a node does, and how it is drawn, keys sorted; `joinLayout` puts both together again. Secrets are in neither. */
export const splitLayout = (node: Fields): { readonly meaning: Fields; readonly layout: Fields } => {
  const kept = Object.entries(node)
    .filter(([key]) => !NEVER_KEPT.has(key))
    .sort(byKey);
  const meaning = Object.fromEntries(kept.filter(([key]) => !LAYOUT.has(key)));
  const layout = Object.fromEntries(kept.filter(([key]) => LAYOUT.has(key)));
  if (node["type"] !== "subflow") return { meaning, layout };
  for (const key of PORTS) {
    const ports = meaning[key];
    const [first, ...rest] = (Array.isArray(ports) ? ports : [ports]).filter(isFields).map(splitLayout);
    if (!first) continue;
    meaning[key] = Array.isArray(ports) ? [first, ...rest].map((port) => port.meaning) : first.meaning;
    layout[key] = Array.isArray(ports) ? [first, ...rest].map((port) => port.layout) : first.layout;
  }
  return { meaning, layout };
};

/** The node that `splitLayout` took apart. A layout that belongs to nothing (any more) is left out. */
export const joinLayout = (meaning: Fields, layout: Fields): Fields => {
  const joined: Record<string, unknown> = { ...layout, ...meaning };
  if (meaning["type"] === "subflow") {
    for (const key of PORTS) {
      const [ports, drawn] = [meaning[key], layout[key]];
      if (Array.isArray(ports)) {
        joined[key] = ports.map((port, i) => sorted({ ...(Array.isArray(drawn) ? drawn[i] : {}), ...port }));
      } else if (isFields(ports)) joined[key] = sorted({ ...(isFields(drawn) ? drawn : {}), ...ports });
      else if (ports === undefined) delete joined[key];
    }
  }
  return sorted(joined);
};

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;
const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);
const sorted = (fields: Fields): Fields => Object.fromEntries(Object.entries(fields).sort(byKey));
