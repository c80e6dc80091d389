import type { FieldChange, FlowDiff, NodeChange } from "./flow-diff.ts";

const SIGN = { added: "+", removed: "-", changed: "~" } as const;
const WIRE = { connected: "goes to", disconnected: "no longer goes to", reordered: "sends first to" } as const;

/** A comparison for a terminal, line by line. */
export const diffText = ({ nodes, redrawn }: FlowDiff): string[] => {
  const places = Map.groupBy(nodes, ({ where }) => where || "Configuration");
  const lines = [...places].flatMap(([where, changes]) => [where, ...changes.flatMap(nodeLines)]);
  if (redrawn.length > 0) lines.push(`Only drawn in another way: ${someOf(redrawn)}`);
  return lines.length > 0 ? lines : ["Nothing has changed"];
};

/** Names that are worth reading; of many, how many more there are. */
const MOST_NAMES = 5;

const someOf = (names: readonly string[]): string => {
  const more = names.length - MOST_NAMES;
  return names.slice(0, MOST_NAMES).join(", ") + (more > 0 ? ` and ${more} more` : "");
};

const nodeLines = (change: NodeChange): string[] => [
  `  ${SIGN[change.kind]} ${change.name}${change.what === change.name ? "" : ` (${change.what})`}`,
  ...change.fields.flatMap(fieldLines).map((line) => `      ${line}`),
  ...change.wires.map(({ kind, output, to }) => `      output ${output} ${WIRE[kind]} ${to}`),
];

const fieldLines = ({ label, before, after, lines }: FieldChange): string[] =>
  lines
    ? [`${label}:`, ...lines.map(({ sign, text }) => `  ${sign} ${text}`.trimEnd())]
    : [before === "nothing" ? `${label}: ${after}` : `${label}: ${before} -> ${after}`];
