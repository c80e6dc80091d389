import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type PlantProcess, startPlant } from "../plant/plant-process.ts";
import { eventually } from "./eventually.ts";
import { createFlowTap, type FlowNode, type Heard } from "./flow-tap.ts";
import { packageRoot, startNodeRed } from "./node-red.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** The demo's machines and their components. */
export const MACHINES: Readonly<Record<string, readonly string[]>> = {
  "pump-1": ["impeller", "bearing"],
  "fan-1": ["winding", "impeller"],
  "spindle-1": ["frontBearing"],
  "extruder-1": ["coolingCircuit", "screw"],
};

/** `whatif` is the pump's, `setpoints` the fan's. */
type Inlet = "whatif" | "fan-whatif" | "setpoints" | "orders" | "history";

export interface PlantFlow {
  readonly plant: PlantProcess;
  readonly folder: string;
  /** What was heard since `mark()`, or from the beginning. */
  heard(from?: number): readonly Heard[];
  mark(): number;
  /** Payloads of one schema, oldest first. */
  payloads(schema: string, from?: number): readonly Heard["payload"][];
  /** Sends a payload to one of the flow's inlets. */
  send(to: Inlet, payload: object): Promise<void>;
  /** Sends it and waits for the first answer that fits. */
  ask(to: Inlet, payload: object, fits: (answer: Heard["payload"]) => boolean): Promise<Heard["payload"]>;
  /** Deploys the flow with other settings on all nodes of a type. */
  deployWith(type: string, settings: object): Promise<void>;
  /** As a power cut, and the start after it. */
  killAndStart(): Promise<void>;
  stop(): Promise<void>;
}

const PAGES = ["pump", "fan", "spindle", "extruder"].map((machine) => `tl-${machine}-to-pages`);
const HOURS_PER_SECOND = 4;

/**
 * The demo as `npm start` makes it, faster: the plant in its process and `flows/plant.json` as it is in the real
 * runtime, with a tap on what goes to the operator pages.
 *
 * @param store settings that the flow's twin store gets in place of its own
 * @param options plant hours a second, and settings of other nodes by their type
 */
export const startPlantFlow = async (
  store: object = {},
  options: { readonly hoursPerSecond?: number; readonly settings?: Readonly<Record<string, object>> } = {},
): Promise<PlantFlow> => {
  const folder = temporaryFolder();
  const state = join(folder.path, "plant.json");
  const plant = await startPlant([
    "--seed",
    "1",
    "--hours-per-second",
    String(options.hoursPerSecond ?? HOURS_PER_SECOND),
    "--state",
    state,
  ]);
  const shipped: FlowNode[] = JSON.parse(readFileSync(join(packageRoot, "flows/plant.json"), "utf8"));
  const settings = new Map<string, object>([["twinloom-store", store], ...Object.entries(options.settings ?? {})]);
  const tap = createFlowTap(folder.path, [...PAGES, "tl-orders-news", "history-out"], {
    whatif: "tl-pump-whatif-in",
    "fan-whatif": "tl-fan-whatif-in",
    setpoints: "tl-fan-decide",
    orders: "tl-orders-commands",
    history: "history-in",
  });
  const flows = (): FlowNode[] =>
    tap.into([...shipped, ...HISTORY].map((node) => ({ ...node, ...settings.get(node.type) })));
  const env = {
    TWINLOOM_HOME: folder.path,
    TWINLOOM_OPCUA_URL: `opc.tcp://127.0.0.1:${plant.ports.opcua}`,
    TWINLOOM_MODBUS_HOST: "127.0.0.1",
    TWINLOOM_MODBUS_PORT: String(plant.ports.modbus),
    TWINLOOM_MQTT_URL: `mqtt://127.0.0.1:${plant.ports.mqtt}`,
    TWINLOOM_MQTT_HOST: "127.0.0.1",
    TWINLOOM_MQTT_PORT: String(plant.ports.mqtt),
  };
  const start = (more: object = {}) => startNodeRed({ userDir: folder.path, env, ...more });
  let red = await start({ flows: flows() }).catch(async (error: unknown) => {
    await plant.stop();
    throw error;
  });

  const heard = (from = 0): readonly Heard[] => tap.heard().slice(from);
  const payloads = (schema: string, from = 0) =>
    heard(from)
      .map(({ payload }) => payload)
      .filter((payload) => payload?.schema === schema);
  const send = async (to: string, payload: object): Promise<void> => {
    const body = JSON.stringify(payload);
    const answer = await fetch(`${red.url}/tap/${to}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    });
    if (!answer.ok) throw new Error(`the tap refused ${body}: ${answer.status}`);
  };
  return {
    plant,
    folder: folder.path,
    heard,
    mark: () => tap.heard().length,
    payloads,
    send,
    ask: async (to, payload, fits) => {
      const from = tap.heard().length;
      await send(to, payload);
      const find = () => heard(from).find((one) => one.kind === "message" && one.payload && fits(one.payload))?.payload;
      const errors = () => heard(from).filter(({ kind }) => kind === "error");
      return eventually(`an answer to ${JSON.stringify(payload)}`, find, errors);
    },
    deployWith: (type, changed) => {
      settings.set(type, changed);
      return red.deploy(flows());
    },
    killAndStart: async () => {
      await red.stop("SIGKILL");
      red = await start();
    },
    stop: async () => {
      await red.stop();
      await plant.stop();
      folder.remove();
    },
  };
};

/** What an operator page uses to draw its trends, on a tab of its own. */
const HISTORY: readonly FlowNode[] = [
  { id: "history-tab", type: "tab", label: "history" },
  { id: "history-in", type: "link in", z: "history-tab", links: [], wires: [["history-node"]] },
  { id: "history-node", type: "twinloom-history", z: "history-tab", store: "tl-store", wires: [["history-out"]] },
  { id: "history-out", type: "link out", z: "history-tab", mode: "link", links: [], wires: [] },
];
