import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Telemetry } from "../../models/telemetry/telemetry.ts";
import { freePort } from "../../test/support/free-port.ts";
import { type EmbeddedNode, embeddedNodeRed } from "./embedded-node-red.ts";
import type { Figure, SectionOptions, SectionResult } from "./figure.ts";
import { ASSET_TYPE } from "./fleet.ts";
import { flowNode } from "./flow-node.ts";
import type { OpcuaCount } from "./opcua-plant-process.ts";

const ITEMS = 1000;
const TICK_MS = 100;
const PUBLISHING_MS = 100;
const PATIENCE_MS = 60_000;
const LOOK_MS = 100;
const WARM_MS = 1000;

/** Each tag is the flow of a pump of its own. */
const flow = (endpoint: string): object[] => [
  { id: "tab", type: "tab", label: "opcua" },
  { id: "type", type: "twinloom-asset-type", kind: ASSET_TYPE, definition: "", place: "" },
  flowNode("source", "twinloom-sensor-source", [["sink"], ["refused"]], {
    ...{ assetType: "type", protocol: "opcua", opcuaEndpoint: endpoint, opcuaSamplingMs: 0 },
    opcuaPublishingMs: PUBLISHING_MS,
    tags: Array.from({ length: ITEMS }, (_, i) => ({ tag: `ns=1;s=${i}`, channel: "flow", asset: `pump-${i}` })),
  }),
  ...["sink", "refused"].map((id) => flowNode(id, "debug", [], { active: false })),
];

const startServer = async () => {
  const port = await freePort();
  const args = [port, ITEMS, TICK_MS].map(String);
  const child = fork(join(import.meta.dirname, "opcua-plant-process.ts"), args, {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const ended = once(child, "exit").then(([code]) => Promise.reject(new Error(`the OPC UA server ended with ${code}`)));
  ended.catch(() => undefined);
  await Promise.race([once(child, "message"), ended]);
  return {
    endpoint: `opc.tcp://127.0.0.1:${port}`,
    valuesSet: async (): Promise<number> => {
      child.send("count");
      const [{ set }] = (await Promise.race([once(child, "message"), ended])) as [OpcuaCount];
      return set;
    },
    // it removes its folder then
    stop: () => {
      if (child.connected) child.disconnect();
    },
  };
};

type NodeOf = (id: string) => EmbeddedNode;

/** Counts what leaves the source; resolves once every item has given a value. */
const countValues = async (nodeOf: NodeOf): Promise<() => number> => {
  const assets = new Set<string>();
  let values = 0;
  let refused = 0;
  nodeOf("sink").on("input", ({ payload }, _send, done) => {
    const { asset, series = {} } = payload as Telemetry;
    assets.add(asset);
    for (const { n } of Object.values(series)) values += n;
    done();
  });
  nodeOf("refused").on("input", (_message, _send, done) => {
    refused++;
    done();
  });
  const deadline = performance.now() + PATIENCE_MS;
  while (assets.size < ITEMS) {
    if (performance.now() > deadline) throw new Error(`of ${ITEMS} items ${assets.size} gave a value`);
    await pause(LOOK_MS);
  }
  return () => {
    if (refused > 0) throw new Error(`the source refused ${refused} values`);
    return values;
  };
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const measure = async (values: () => number, valuesSet: () => Promise<number>, forMs: number): Promise<Figure[]> => {
  const before = { values: values(), set: await valuesSet(), cpu: process.cpuUsage(), at: performance.now() };
  await pause(forMs);
  const [set, cpu, elapsedMs] = [await valuesSet(), process.cpuUsage(before.cpu), performance.now() - before.at];
  const value = ((values() - before.values) * 1000) / elapsedMs;
  const against = { name: "set by the server", value: ((set - before.set) * 1000) / elapsedMs };
  const cpuPercent = (100 * (cpu.user + cpu.system)) / 1000 / elapsedMs;
  return [
    { name: "values out of the source", value, unit: "values/s", against, ratio: value / against.value },
    { name: "processor time of the runtime for it", value: cpuPercent, unit: "% of a core" },
    { name: "memory of the runtime", value: process.memoryUsage.rss() / 1e6, unit: "MB" },
  ];
};

/** 1,000 items at 10 Hz from a real server through our source: what comes, and what the whole runtime takes for it. */
export const benchOpcua = async ({ quick }: SectionOptions): Promise<SectionResult> => {
  const seconds = quick ? 3 : 8;
  const server = await startServer();
  try {
    const values = await countValues(await embeddedNodeRed(flow(server.endpoint)));
    // the first values of all are through, and the code is warm
    await pause(WARM_MS);
    return {
      figures: await measure(values, server.valuesSet, seconds * 1000),
      notes: [
        `${ITEMS.toLocaleString("en-US")} items that change every ${TICK_MS} ms, on a node-opcua server in a process of its own; a subscription that publishes every ${PUBLISHING_MS} ms, no deadband, no store; ${seconds} s. Each item is a machine of its own, the dearest case for batches.`,
        "Memory is the resident set of the process with Node-RED, the source and this measurement in it.",
      ],
    };
  } finally {
    server.stop();
  }
};
