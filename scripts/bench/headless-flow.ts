import { readFileSync } from "node:fs";
import { join } from "node:path";

const MQTT_AND_MODBUS = ["tl-fan", "tl-spindle", "tl-extruder", "tl-orders"];
const OPCUA = ["tl-pump"];

interface FlowNode {
  readonly id: string;
  readonly type: string;
  readonly z?: string;
}

/** Excluded from what is measured and from the bare runtime alike: palettes that a headless edge box leaves out. */
export const EXCLUDED = ["node-red-contrib-opcua", "node-red-contrib-modbus", "@flowfuse/node-red-dashboard"];

/** How often the what-if runs by itself, which otherwise waits for the operator pages to ask: all six nodes have work. */
const WHAT_IF_EVERY_HOURS = 24;

/** The machines and the work orders of the demo flow, without the operator pages. */
export const headlessFlow = ({ opcua }: { readonly opcua: boolean }): readonly object[] => {
  const file = join(import.meta.dirname, "../../flows/plant.json");
  const nodes = JSON.parse(readFileSync(file, "utf8")) as FlowNode[];
  const tabs = new Set(opcua ? [...OPCUA, ...MQTT_AND_MODBUS] : MQTT_AND_MODBUS);
  const kept = nodes.filter(({ id, type, z }) => (type === "tab" ? tabs.has(id) : z === undefined || tabs.has(z)));
  if (!kept.some(({ type }) => type === "twinloom-work-order-sink")) throw new Error(`${file} has other tabs`);
  return kept.map((node) =>
    node.type === "twinloom-scenario-runner" ? { ...node, everyHours: WHAT_IF_EVERY_HOURS } : node,
  );
};
