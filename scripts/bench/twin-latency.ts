import { seriesView } from "../../models/telemetry/series-view.ts";
import type { Telemetry } from "../../models/telemetry/telemetry.ts";
import { findMosquitto, startMosquitto } from "../../test/support/mosquitto.ts";
import { type EmbeddedNode, embeddedNodeRed } from "./embedded-node-red.ts";
import type { Figure, SectionOptions, SectionResult } from "./figure.ts";
import { median } from "./median.ts";
import { type MqttPlant, startMqttPlant } from "./mqtt-plant.ts";
import { type LatencyVariant, twinLatencyFlow } from "./twin-latency-flow.ts";

const READINGS_PER_SECOND = 10_000;
const READINGS_A_MESSAGE = 7;
const PATIENCE_MS = 60_000;
const LOOK_MS = 20;
const FAST_MS = 5;
const GOAL_MS = 20;

const VARIANTS: readonly LatencyVariant[] = [
  { name: "fast", batchMs: FAST_MS, stored: false },
  { name: "stored", batchMs: FAST_MS, stored: true },
  { name: "default", batchMs: 250, stored: false },
];

type NodeOf = (id: string) => EmbeddedNode;

/** The time from each reading's stamp until a state of its machine that knows it has left the twin, ms. */
const watchTwin = (nodeOf: NodeOf, name: string): number[] => {
  const onTheWay = new Map<string, number[]>();
  const latencies: number[] = [];
  nodeOf(`tap-${name}`).on("input", ({ payload }, _send, done) => {
    const { asset, series = {} } = payload as Telemetry;
    const stamps = onTheWay.get(asset) ?? [];
    onTheWay.set(asset, stamps);
    for (const channel of Object.values(series)) stamps.push(...seriesView(channel).timesMs);
    done();
  });
  nodeOf(`twin-${name}-out`).on("input", ({ payload }, _send, done) => {
    const nowMs = performance.timeOrigin + performance.now();
    const { asset, time } = payload as { asset: string; time: number };
    const later: number[] = [];
    for (const stamp of onTheWay.get(asset) ?? []) {
      if (stamp <= time) latencies.push(nowMs - stamp);
      else later.push(stamp);
    }
    onTheWay.set(asset, later);
    done();
  });
  return latencies;
};

const waitFor = async (is: () => boolean, what: string): Promise<void> => {
  const deadline = performance.now() + PATIENCE_MS;
  while (!is()) {
    if (performance.now() > deadline) throw new Error(what);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
};

const measure = async (plant: MqttPlant, nodeOf: NodeOf, prefix: string, seconds: number): Promise<number[]> => {
  const latencies = watchTwin(nodeOf, prefix);
  const perSecond = READINGS_PER_SECOND / READINGS_A_MESSAGE;
  const send = async (messages: number): Promise<number[]> => {
    latencies.length = 0;
    await plant.publish({ prefix, qos: 1, perSecond, messages });
    const all = messages * READINGS_A_MESSAGE;
    await waitFor(() => latencies.length >= all, `${prefix}: of ${all} readings ${latencies.length} reached the twin`);
    return [...latencies];
  };
  // the subscription may still be on its way; and the code gets warm
  await new Promise((resolve) => setTimeout(resolve, 1000));
  await send(Math.round(perSecond));
  return send(Math.round(perSecond * seconds));
};

const figuresOf = ({ name, batchMs, stored }: LatencyVariant, latencies: readonly number[]): Figure[] => {
  const label = `readings leave the source every ${batchMs} ms${stored ? ", durably stored before" : ""}`;
  const target = name === "fast" ? { target: { of: "value", atMost: GOAL_MS } as const } : {};
  return [
    { name: `${label}, p50`, value: median(latencies), unit: "ms" },
    { name: `${label}, p99`, value: median(latencies, 0.99), unit: "ms", ...target },
  ];
};

/** How long a reading takes from its source's time stamp through Mosquitto and a whole runtime to the twin, at 10,000 a second. */
export const benchTwinLatency = async ({ quick }: SectionOptions): Promise<SectionResult> => {
  if (!findMosquitto()) return { figures: [], notes: ["It was not measured: there is no mosquitto here."] };
  const broker = await startMosquitto();
  const plant = await startMqttPlant(broker.url);
  const seconds = quick ? 1 : 4;
  const problems: unknown[] = [];
  try {
    const nodeOf = await embeddedNodeRed(twinLatencyFlow(broker.url, VARIANTS));
    nodeOf("refused").on("input", (message, _send, done) => {
      problems.push("error" in message ? message.error : message.payload);
      done();
    });
    const figures: Figure[] = [];
    for (const variant of VARIANTS)
      figures.push(...figuresOf(variant, await measure(plant, nodeOf, variant.name, seconds)));
    if (problems.length > 0) throw new Error(`the flow refused: ${JSON.stringify(problems.slice(0, 3))}`);
    return {
      figures,
      notes: [
        `${READINGS_PER_SECOND.toLocaleString("en-US")} readings/s of 100 pumps for ${seconds} s each, stamped in a process of its own as they leave, MQTT with QoS 1; until a state that knows the reading has left the twin, for each reading.`,
        "The twin gets the telemetry, and the features of a window each second beside it; it tells its state at each message. Most of the time is the wait of a batch, which is a setting (250 ms unless set).",
      ],
    };
  } finally {
    plant.stop();
    await broker.remove();
  }
};
