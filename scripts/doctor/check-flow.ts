import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { TwinError } from "../../models/errors/twin-error.ts";
import type { FlowNode } from "../../models/revisions/flow-node.ts";
import type { NodeSchema } from "../../nodes/kit/node-schema.ts";
import { parseConfig } from "../../nodes/kit/parse-config.ts";
import { filledIn, VARIABLE } from "./fill-in.ts";
import { error, type Finding, orOk, type Place, warning } from "./finding.ts";
import { knownNodeTypes } from "./known-node-types.ts";

const CHECK = "flow";
const NODES = join(import.meta.dirname, "..", "..", "nodes");
/** Set by Node-RED for every node, https://nodered.org/docs/user-guide/environment-variables */
const SET_BY_NODE_RED = /^NR_(NODE|GROUP|FLOW|SUBFLOW)_/;

/** Nodes whose type no palette has, settings that a deploy would refuse, and `${NAME}` that nothing sets. */
export const checkFlow = async ({ flow, home, env }: Place): Promise<readonly Finding[]> => {
  const nodes = flow.filter(({ d }) => d !== true);
  const schemas = await ownSchemas();
  const known = new Set([...knownNodeTypes(home), ...schemas.keys()]);
  const subflows = new Set(nodes.filter(({ type }) => type === "subflow").map(({ id }) => `subflow:${id}`));
  const unknown = nodes.filter(({ type }) => !known.has(type) && !subflows.has(type));
  const found = [
    ...[...new Set(unknown.map(({ type }) => type))].map((type) => {
      const todo =
        "Install the palette that has it in the home folder, or remove the node; nothing is deployed until then";
      return error(CHECK, `No palette has the node type ${type} (${nodesOf(unknown, type)})`, todo);
    }),
    ...nodes.flatMap((node) => settingsFinding(node, schemas.get(node.type), env)),
    ...unsetVariables(nodes, env),
  ];
  return orOk(found, CHECK, `${nodes.length} nodes, each of a known type with settings that hold`);
};

const nameOf = ({ id, name }: FlowNode): string => String(name || id);
const nodesOf = (nodes: readonly FlowNode[], type: string): string =>
  nodes
    .filter((node) => node.type === type)
    .map(nameOf)
    .join(", ");

const ownSchemas = async (): Promise<ReadonlyMap<string, NodeSchema>> => {
  const schemas = new Map<string, NodeSchema>();
  for (const room of readdirSync(NODES)) {
    const file = ["schema.ts", "schema.js"].map((name) => join(NODES, room, name)).find((path) => existsSync(path));
    if (!file) continue;
    const { schema }: { schema?: NodeSchema } = await import(file);
    if (schema) schemas.set(schema.type, schema);
  }
  return schemas;
};

const settingsFinding = (node: FlowNode, schema: NodeSchema | undefined, env: Place["env"]): readonly Finding[] => {
  if (!schema) return [];
  try {
    parseConfig(schema, filledIn(node, env));
    return [];
  } catch (thrown) {
    if (!(thrown instanceof TwinError)) throw thrown;
    return [
      error(CHECK, `${node.type} ${nameOf(node)}: ${thrown.message}`, "Open it in the editor, correct it, deploy"),
    ];
  }
};

/** Variables that tabs, groups and subflows define are known to what is in them; here they count for all. */
const unsetVariables = (nodes: readonly FlowNode[], env: Place["env"]): readonly Finding[] => {
  const defined = new Set(Object.keys(env));
  for (const { env: own } of nodes) {
    for (const one of Array.isArray(own) ? own : []) defined.add(String(one?.name));
  }
  const users = new Map<string, Set<string>>();
  for (const node of nodes.filter(({ type }) => type !== "function" && type !== "ui-template" && type !== "template")) {
    for (const [, name = ""] of JSON.stringify(node).matchAll(VARIABLE)) {
      if (defined.has(name) || SET_BY_NODE_RED.test(name)) continue;
      users.set(name, (users.get(name) ?? new Set()).add(nameOf(node)));
    }
  }
  return [...users].map(([name, by]) => {
    const todo = `Set ${name} where Twinloom is started, or give the setting itself`;
    return warning(CHECK, `The variable ${name} is not set (used by ${[...by].join(", ")})`, todo);
  });
};
