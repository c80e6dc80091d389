import type { FlowNode } from "../revisions/flow-node.ts";

const VARIABLE = /\$\{([A-Za-z_]\w*)\}/g;
/** Set by Node-RED for every node, https://nodered.org/docs/user-guide/environment-variables */
const SET_BY_NODE_RED = /^NR_(NODE|GROUP|FLOW|SUBFLOW)_/;
/** In their code `${NAME}` is the language's own. */
const CODE = new Set(["function", "ui-template", "template", "comment"]);

/** Environment variables that a flow takes settings from and does not define itself, by name. */
export const requiredVariables = (flow: readonly FlowNode[]): readonly string[] => {
  const defined = new Set(
    flow.flatMap(({ env }) => (Array.isArray(env) ? env.map((one) => String(Object(one).name)) : [])),
  );
  const found = new Set<string>();
  for (const node of flow.filter(({ type, d }) => !CODE.has(type) && d !== true)) {
    for (const [, name = ""] of JSON.stringify(node).matchAll(VARIABLE)) {
      if (!defined.has(name) && !SET_BY_NODE_RED.test(name)) found.add(name);
    }
  }
  return [...found].sort();
};
