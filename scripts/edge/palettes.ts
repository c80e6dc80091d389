import type { FlowNode } from "../../models/revisions/flow-node.ts";

/** Other palettes of this package: by which types of nodes a flow uses them. Each costs memory, so none is loaded unasked. */
const PALETTES: Readonly<Record<string, RegExp>> = {
  "@flowfuse/node-red-dashboard": /^ui-/,
  "node-red-contrib-opcua": /^opcua-/i,
  "node-red-contrib-modbus": /^modbus-/,
};

/** Types that answer on Node-RED's own web server; without one it need not listen. */
const SERVES = /^(ui-|http in$|twinloom-push)/;

/** The palettes that a flow does not need. */
export const unusedPalettes = (flow: readonly FlowNode[]): string[] =>
  Object.entries(PALETTES)
    .filter(([, types]) => !flow.some(({ type }) => types.test(type)))
    .map(([name]) => name);

/** Whether a flow has pages or addresses of its own. */
export const servesPages = (flow: readonly FlowNode[]): boolean =>
  flow.some((node) => SERVES.test(node.type) || node["protocol"] === "push");
