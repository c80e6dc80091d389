import assert from "node:assert/strict";
import { join } from "node:path";
import { eventually } from "../support/eventually.ts";
import type { FlowNode } from "../support/flow-tap.ts";
import { startNodeRed } from "../support/node-red.ts";
import { startQueueingBroker } from "../support/queueing-broker.ts";
import { sqliteSamples } from "../support/sqlite-samples.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const ROUNDS = ["SIGKILL", "deploy", "SIGKILL", "deploy", "SIGKILL"] as const;
const ROUND_MESSAGES = 150;
const EVERY_MS = 2;
const WAVEFORM_EVERY = 5;
const START_MS = Date.UTC(2026, 0, 5);

const flow = (mqttUrl: string): FlowNode[] => [
  { id: "tab", type: "tab", label: "kept" },
  { id: "spindle", type: "twinloom-asset-type", kind: "cnc-spindle" },
  { id: "store", type: "twinloom-store", file: "kept.db" },
  {
    ...{ id: "source", type: "twinloom-sensor-source", z: "tab", protocol: "mqtt", mqttUrl, mqttTopics: "plant/#" },
    ...{ assetType: "spindle", asset: "spindle-1", store: "store", batchMs: 20, wires: [["features"], []] },
  },
  {
    ...{ id: "features", type: "twinloom-feature-extractor", z: "tab", assetType: "spindle", windowMinutes: 1 },
    ...{ latenessSeconds: 0, store: "store", wires: [["twin"], []] },
  },
  { id: "twin", type: "twinloom-twin-state", z: "tab", assetType: "spindle", store: "store", wires: [[], [], []] },
];

const waveform = (time: number): object => {
  const samples = Float32Array.from({ length: 512 }, (_, i) => Math.sin((i + time / 1000) / 3));
  const bytes = Buffer.from(samples.buffer);
  return { time, unit: "m/s2", sampleRateHz: 25_600, samples: bytes.toString("base64") };
};

describe("a flow on MQTT with QoS 1 that is killed and deployed again and again", () => {
  it("has every reading and the features of every waveform in its store, each once", async () => {
    const folder = temporaryFolder();
    const broker = await startQueueingBroker();
    const file = join(folder.path, "kept.db");
    const flows = flow(broker.url);
    const start = () => startNodeRed({ userDir: folder.path, flows, env: { TWINLOOM_HOME: folder.path } });
    let red = await start();
    const readings: [number, number][] = [];
    const waveforms: number[] = [];

    /** A reading each few milliseconds, whether anybody listens or not. */
    const publish = async (count: number): Promise<void> => {
      for (let i = 0; i < count; i++) {
        const number = readings.length;
        const time = START_MS + number * 1000;
        readings.push([time, number]);
        await broker.publish("plant/spindle-1/telemetry", { time, values: { torque: number / 100 } });
        if (number % WAVEFORM_EVERY === 0) {
          waveforms.push(time);
          await broker.publish("plant/spindle-1/waveform/vibration", waveform(time));
        }
        await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
      }
    };
    const interrupt = async (how: (typeof ROUNDS)[number]): Promise<void> => {
      if (how === "deploy") return red.deploy(flows);
      await red.stop(how);
      const publishing = publish(ROUND_MESSAGES / 3);
      red = await start();
      await publishing;
    };
    const kept = (measurement: string, field: string) => sqliteSamples(file, measurement, field);
    const allAcknowledged = () => broker.acknowledged.size === readings.length + waveforms.length;

    try {
      await eventually("the subscription", () => broker.subscriptions() > 0);
      for (const how of ROUNDS) {
        const publishing = publish(ROUND_MESSAGES);
        await new Promise((resolve) => setTimeout(resolve, (ROUND_MESSAGES * EVERY_MS) / 2));
        await interrupt(how);
        await publishing;
      }
      await eventually("all acknowledgements", allAcknowledged, () => broker.acknowledged.size);
      // What is acknowledged is on disk: the power may go now.
      await red.stop("SIGKILL");
      assert.deepEqual(
        kept("telemetry", "value").map(([time, value]) => [time, Math.round(value * 100)]),
        readings,
      );
      red = await start();
      const done = () => kept("waveforms", "rms").length >= waveforms.length;
      await eventually("all features", done, () => [kept("waveforms", "rms").length, waveforms.length]);
      assert.deepEqual(
        kept("waveforms", "rms").map(([time]) => time),
        waveforms,
      );
    } finally {
      await red.stop();
      await broker.stop();
      folder.remove();
    }
  });
});
