import type { Telemetry } from "../../models/telemetry/telemetry.ts";
import { findMosquitto, startMosquitto } from "../../test/support/mosquitto.ts";
import { type EmbeddedNode, embeddedNodeRed } from "./embedded-node-red.ts";
import type { Figure, SectionOptions, SectionResult } from "./figure.ts";
import { ASSET_TYPE } from "./fleet.ts";
import { flowNode } from "./flow-node.ts";
import { median } from "./median.ts";
import { type MqttPlant, startMqttPlant } from "./mqtt-plant.ts";

const PATIENCE_MS = 120_000;
const LOOK_MS = 2;
const BATCH_MS = 20;
const QOS = [0, 1] as const;

/** For each quality of service our source and Node-RED's own node, each with topics of its own. */
const flow = (url: string): object[] => [
  { id: "tab", type: "tab", label: "mqtt" },
  { id: "type", type: "twinloom-asset-type", kind: ASSET_TYPE, definition: "", place: "" },
  {
    ...{ id: "broker", type: "mqtt-broker", broker: "127.0.0.1", port: new URL(url).port, protocolVersion: "4" },
    ...{ clientid: "", autoConnect: true, usetls: false, keepalive: "60", cleansession: true },
  },
  ...QOS.flatMap((qos) => [
    flowNode(`source${qos}`, "twinloom-sensor-source", [[`ours${qos}`], ["refused"]], {
      ...{ assetType: "type", protocol: "mqtt", mqttUrl: url, mqttQos: `qos${qos}`, mqttTopics: `ours${qos}/#` },
      // the wait of the last batch would count as work
      ...{ batchMs: BATCH_MS },
    }),
    flowNode(`in${qos}`, "mqtt in", [[`core${qos}`]], {
      ...{ broker: "broker", topic: `core${qos}/#`, qos: String(qos), datatype: "json", inputs: 0 },
    }),
    ...[`ours${qos}`, `core${qos}`].map((id) => flowNode(id, "debug", [], { active: false })),
  ]),
  flowNode("refused", "debug", [], { active: false }),
];

/** How many messages a payload stands for: all the pump's channels come in one, and leave in one or in a batch. */
const messagesIn = (id: string, payload: unknown): number => {
  if (id.startsWith("core")) return 1;
  const { series = {} } = payload as Telemetry;
  return Object.values(series)[0]?.n ?? 0;
};

const counterOf = (node: EmbeddedNode, id: string): (() => number) => {
  let count = 0;
  node.on("input", ({ payload }, _send, done) => {
    count += messagesIn(id, payload);
    done();
  });
  return () => count;
};

type Counter = () => number;

const waitFor = async (count: Counter, wanted: number, what: string): Promise<void> => {
  const deadline = performance.now() + PATIENCE_MS;
  while (count() < wanted) {
    if (performance.now() > deadline) throw new Error(`${what}: of ${wanted} messages ${count()} came`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
};

const perSecond = async (plant: MqttPlant, prefix: string, qos: 0 | 1, messages: number, count: Counter) => {
  const wanted = count() + messages;
  const { beganMs } = await plant.publish({ prefix, qos, messages });
  await waitFor(count, wanted, prefix);
  return (messages * 1000) / (Date.now() - beganMs);
};

const measure = async (plant: MqttPlant, url: string, rounds: number, messages: number): Promise<Figure[]> => {
  const nodeOf = await embeddedNodeRed(flow(url));
  const figures: Figure[] = [];
  for (const qos of QOS) {
    const rates = { ours: [] as number[], core: [] as number[] };
    const ids = ["ours", "core"] as const;
    const counters = { ours: counterOf(nodeOf(`ours${qos}`), "ours"), core: counterOf(nodeOf(`core${qos}`), "core") };
    for (const id of ids) await untilSubscribed(plant, `${id}${qos}`, counters[id]);
    for (let round = 0; round < rounds; round++) {
      for (const id of ids) rates[id].push(await perSecond(plant, `${id}${qos}`, qos, messages, counters[id]));
    }
    const [value, theirs] = [median(rates.ours), median(rates.core)];
    const against = { name: "Node-RED's mqtt in", value: theirs };
    figures.push({
      name: `messages of seven readings, QoS ${qos}`,
      value,
      unit: "messages/s",
      against,
      ratio: value / theirs,
    });
  }
  return figures;
};

/** A subscription may come after the flow's start: single messages until one gets through, then all that are on the way. */
const untilSubscribed = async (plant: MqttPlant, prefix: string, count: Counter): Promise<void> => {
  const deadline = performance.now() + PATIENCE_MS;
  while (count() === 0) {
    if (performance.now() > deadline) throw new Error(`${prefix} does not subscribe`);
    await plant.publish({ prefix, qos: 0, messages: 1 });
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
};

/** How many messages a second come from a real Mosquitto through our source, against Node-RED's own node in the same runtime. */
export const benchMqtt = async ({ quick }: SectionOptions): Promise<SectionResult> => {
  if (!findMosquitto()) return { figures: [], notes: ["MQTT was not measured: there is no mosquitto here."] };
  const broker = await startMosquitto();
  const plant = await startMqttPlant(broker.url);
  const [rounds, messages] = quick ? [1, 3000] : [3, 50_000];
  try {
    return {
      figures: await measure(plant, broker.url, rounds, messages),
      notes: [
        `Bursts of ${messages.toLocaleString("en-US")} JSON messages of 100 pumps from a process of its own through Mosquitto, until the last one has left the node; median of ${rounds} by turns.`,
        `Ours checks each of the seven values, its time and order, and sends telemetry in batches every ${BATCH_MS} ms; no store. Node-RED's node parses the JSON and hands it on.`,
      ],
    };
  } finally {
    plant.stop();
    await broker.remove();
  }
};
