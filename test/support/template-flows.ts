import type { FlowNode } from "../../models/revisions/flow-node.ts";
import { instantiate } from "../../models/templates/instantiate.ts";
import type { Template } from "../../models/templates/template.ts";
import type { PlantProcess } from "../plant/plant-process.ts";
import { eventually } from "./eventually.ts";
import { createFlowTap, type Heard } from "./flow-tap.ts";
import { startNodeRed } from "./node-red.ts";

type Payload = Heard["payload"];

export interface TemplateFlows {
  /** Waits for the first payload that a template's flow shows and that fits. */
  shown(template: Template, what: string, fits: (payload: Payload) => boolean): Promise<Payload>;
  /** All that its flow has shown so far. */
  all(template: Template): readonly Payload[];
  /** Presses the button of the inject node with that name. */
  press(template: Template, name: string): Promise<void>;
  stop(): Promise<void>;
}

/** What only answers the test's question, not the flow's. */
const isShown = ({ type, name }: FlowNode): boolean =>
  type === "debug" && name !== "errors" && name !== "refused samples";

/**
 * The flows of all templates in one real runtime, on one plant, each with a store of its own: what a debug node would show is heard.
 *
 * @param parameters that differ from the defaults, by template
 */
export const startTemplateFlows = async (
  templates: readonly Template[],
  parameters: (template: Template) => Readonly<Record<string, unknown>>,
  { ports }: PlantProcess,
  folder: string,
): Promise<TemplateFlows> => {
  const made = new Map(
    templates.map((template) => {
      const flow = instantiate(template, { storeFile: `${template.name}.db`, ...parameters(template) });
      return [template.name, { flow, tap: `tap-of-${template.name}` }] as const;
    }),
  );
  const taps = [...made.values()].map(({ tap }) => tap);
  const tap = createFlowTap(folder, taps, {});
  const flows = [...made.values()].flatMap((one) => withTap(one.flow, one.tap));
  const red = await startNodeRed({
    userDir: folder,
    flows: tap.into(flows),
    env: {
      TWINLOOM_OPCUA_URL: `opc.tcp://127.0.0.1:${ports.opcua}`,
      TWINLOOM_MODBUS_HOST: "127.0.0.1",
      TWINLOOM_MODBUS_PORT: String(ports.modbus),
      TWINLOOM_MQTT_URL: `mqtt://127.0.0.1:${ports.mqtt}`,
    },
  });
  const all = ({ name }: Template): Payload[] =>
    tap
      .heard()
      .flatMap(({ kind, node, payload }) => (kind === "message" && node === made.get(name)?.tap ? [payload] : []));
  const errors = (): readonly string[] => [...new Set(tap.heard().flatMap(({ text }) => (text ? [text] : [])))];
  return {
    all,
    shown: (template, what, fits) =>
      eventually(
        `${what} of ${template.name}`,
        () => all(template).find((payload) => payload && fits(payload)),
        () => ({ last: all(template).slice(-2), errors: errors() }),
        PATIENCE_MS,
      ),
    press: async ({ name }, button) => {
      const node = made.get(name)?.flow.find((one) => one.type === "inject" && one["name"] === button);
      const answer = await fetch(`${red.url}/inject/${node?.id}`, { method: "POST" });
      if (!answer.ok) throw new Error(`the button ${button} of ${name} answered ${answer.status}`);
    },
    stop: () => red.stop(),
  };
};

/** For a machine that is busy with much else. */
const PATIENCE_MS = 120_000;

const withTap = (flow: readonly FlowNode[], tap: string): FlowNode[] => {
  const shown = new Set(flow.filter(isShown).map(({ id }) => id));
  const z = flow.find(({ type }) => type === "tab")?.id;
  const listening = flow.map((node) => {
    const wires = Array.isArray(node["wires"]) ? node["wires"] : [];
    return { ...node, wires: wires.map((ids: string[]) => (ids.some((id) => shown.has(id)) ? [...ids, tap] : ids)) };
  });
  return [...listening, { id: tap, type: "link out", z, mode: "link", links: ["tap-in"], wires: [] }];
};
