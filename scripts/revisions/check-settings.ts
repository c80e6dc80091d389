import { TwinError } from "../../models/errors/twin-error.ts";
import type { FlowNode } from "../../models/revisions/flow-node.ts";
import type { FieldUi, NodeSchema } from "../../nodes/kit/node-schema.ts";
import { parseConfig } from "../../nodes/kit/parse-config.ts";

const VARIABLE = /^\$\{([^}]+)\}$/;

/** What is wrong with the settings of one node of ours; of a node with a variable that only its flow knows, to whom it refers. */
export const checkSettings = (
  node: FlowNode,
  schema: NodeSchema | undefined,
  nodes: readonly FlowNode[],
): readonly string[] => {
  if (!schema) return [];
  const filled = filledIn(node);
  if (!filled) return missingNodes(schema, node, nodes);
  try {
    const config = parseConfig(schema, filled);
    return missingNodes(schema, Object(config), nodes);
  } catch (thrown) {
    if (thrown instanceof TwinError) return [thrown.message];
    throw thrown;
  }
};

/** The settings with the variables of this process; undefined where one is not known. */
const filledIn = (node: FlowNode): Readonly<Record<string, unknown>> | undefined => {
  const entries = Object.entries(node).map(([key, value]) => {
    const variable = typeof value === "string" ? VARIABLE.exec(value)?.[1] : undefined;
    return [key, variable === undefined ? value : process.env[variable]] as const;
  });
  return entries.some(([key, value]) => value === undefined && node[key] !== undefined)
    ? undefined
    : Object.fromEntries(entries);
};

const missingNodes = (
  schema: NodeSchema,
  config: Readonly<Record<string, unknown>>,
  nodes: readonly FlowNode[],
): string[] => {
  const properties: Readonly<Record<string, { readonly ui?: FieldUi }>> = schema.fields.properties;
  return Object.entries(properties).flatMap(([name, { ui }]) => {
    const id = config[name];
    if (ui?.control !== "config" || typeof id !== "string" || id === "") return [];
    const found = nodes.find((node) => node.id === id);
    return found?.type === ui.configType ? [] : [`${ui.label}: there is no ${ui.configType} ${id}`];
  });
};
