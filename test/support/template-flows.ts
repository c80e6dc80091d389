import type { FlowNode } from "../../models/revisions/flow-node.ts";
import { instantiate } from "../../models/templates/instantiate.ts";
import type { Template } from "../../models/templates/template.ts";
import type { PlantProcess } from "../plant/plant-process.ts";
import { eventually } from "./eventually.ts";
import { createFlowTap, type Heard } from "./flow-tap.ts";
import { startNodeRed } from "./node-red.ts";

type Payload = Heard["payload"];

export interface TemplateFlows {
  /** Puts the flows of these templates in place of those before. */
  deploy(templates: readonly Template[]): Promise<void>;
  /** Waits for the first payload that a template's flow shows and that fits. */
  shown(template: Template, what: string, fits: (payload: Payload) => boolean): Promise<Payload>;
  /** All that its flow has shown so far. */
  all(template: Template): readonly Payload[];
  /** The same, once the twin has a state, pressing the button of the inject node of that name. */
  answered(template: Template, button: string, what: string, fits: (payload: Payload) => boolean): Promise<Payload>;
  stop(): Promise<void>;
}

/** What only answers the test's question, not the flow's. */
const isShown = ({ type, name }: FlowNode): boolean =>
  type === "debug" && name !== "errors" && name !== "refused samples";

/** Its states are heard too: before the first one there is nothing to ask. */
const isTwin = ({ type }: FlowNode): boolean => type === "twinloom-twin-state";

/**
 * The flows of templates in one real runtime, on one plant, each with a store of its own: what a debug node would show is heard.
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
  const flowsOf = (some: readonly Template[]): FlowNode[] =>
    tap.into(some.flatMap(({ name }) => made.get(name) ?? []).flatMap((one) => withTap(one.flow, one.tap)));
  const red = await startNodeRed({
    userDir: folder,
    flows: flowsOf([]),
    env: {
      TWINLOOM_OPCUA_URL: `opc.tcp://127.0.0.1:${ports.opcua}`,
      TWINLOOM_MODBUS_HOST: "127.0.0.1",
      TWINLOOM_MODBUS_PORT: String(ports.modbus),
      TWINLOOM_MQTT_URL: `mqtt://127.0.0.1:${ports.mqtt}`,
      TWINLOOM_MQTT_HOST: "127.0.0.1",
      TWINLOOM_MQTT_PORT: String(ports.mqtt),
    },
  });
  const all = ({ name }: Template): Payload[] =>
    tap
      .heard()
      .flatMap(({ kind, node, payload }) => (kind === "message" && node === made.get(name)?.tap ? [payload] : []));
  const errors = (): readonly string[] => [...new Set(tap.heard().flatMap(({ text }) => (text ? [text] : [])))];
  const shown: TemplateFlows["shown"] = (template, what, fits) =>
    eventually(
      `${what} of ${template.name}`,
      () => all(template).find((payload) => payload && fits(payload)),
      () => ({ last: all(template).slice(-2), errors: errors() }),
    );
  const press = async ({ name }: Template, button: string): Promise<void> => {
    const node = made.get(name)?.flow.find((one) => one.type === "inject" && one["name"] === button);
    const answer = await fetch(`${red.url}/inject/${node?.id}`, { method: "POST" });
    if (!answer.ok) throw new Error(`the button ${button} of ${name} answered ${answer.status}`);
  };
  return {
    deploy: (some) => red.deploy(flowsOf(some)),
    all,
    shown,
    answered: async (template, button, what, fits) => {
      await shown(template, "a state", ({ schema }) => schema === "twinloom/state@1");
      await press(template, button);
      const again = setInterval(() => void press(template, button), AGAIN_MS);
      return shown(template, what, fits).finally(() => clearInterval(again));
    },
    stop: () => red.stop(),
  };
};

/** A question may be lost that came while the machine was busy with the deploy. */
const AGAIN_MS = 12_000;

const withTap = (flow: readonly FlowNode[], tap: string): FlowNode[] => {
  const shown = new Set(flow.filter(isShown).map(({ id }) => id));
  const z = flow.find(({ type }) => type === "tab")?.id;
  const listening = flow.map((node) => {
    const wires = Array.isArray(node["wires"]) ? node["wires"] : [];
    const isHeard = (ids: string[], output: number): boolean =>
      ids.some((id) => shown.has(id)) || (isTwin(node) && output === 0);
    return { ...node, wires: wires.map((ids: string[], output) => (isHeard(ids, output) ? [...ids, tap] : ids)) };
  });
  return [...listening, { id: tap, type: "link out", z, mode: "link", links: ["tap-in"], wires: [] }];
};
