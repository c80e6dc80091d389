import assert from "node:assert/strict";
import { connectAsync, type MqttClient } from "mqtt";
import type { Point } from "../../nodes/kit/store.ts";
import { freePort } from "../support/free-port.ts";
import { startSource } from "../support/live-source.ts";
import { findMosquitto, type Mosquitto, startMosquitto } from "../support/mosquitto.ts";
import { startTcpProxy, type TcpProxy } from "../support/tcp-proxy.ts";
import { until } from "../support/until.ts";
import { spindleType } from "./spindle-type.ts";

const T0 = Date.UTC(2026, 0, 1);
const TOPIC = "plant/spindle-1/telemetry";

describe("an MQTT source behind a bad network, with QoS 1 and a store", () => {
  let broker: Mosquitto;
  let plant: MqttClient;
  let proxy: TcpProxy;
  let source: ReturnType<typeof startSource> | undefined;
  const stored = new Set<number>();
  const write = async (points: readonly Point[]): Promise<void> => {
    for (const { fields } of points) stored.add(Number(fields["value"]));
  };

  before(async function () {
    if (!findMosquitto()) {
      console.log("      skipped: mosquitto is not installed (apt-get install mosquitto)");
      this.skip();
    }
    broker = await startMosquitto();
    plant = await connectAsync(broker.url);
  });
  beforeEach(async () => {
    stored.clear();
    proxy = await startTcpProxy(await freePort(), Number(new URL(broker.url).port));
  });
  afterEach(async () => {
    await source?.close();
    await proxy.close();
  });
  after(async () => {
    await plant?.endAsync(true);
    await broker?.remove();
  });

  const faults: readonly (readonly [what: string, fault: () => void])[] = [
    ["is cut", () => proxy.cut()],
    ["is slow", () => proxy.slow(20)],
    [
      "brings garbage",
      () => proxy.distort((bytes, from) => (from === "server" ? [Buffer.alloc(bytes.length, 0xff)] : [bytes])),
    ],
    ["brings everything twice", () => proxy.distort((bytes, from) => (from === "server" ? [bytes, bytes] : [bytes]))],
    [
      "brings what the broker sends in another order",
      () =>
        proxy.distort((bytes, from) => {
          const middle = bytes.length >> 1;
          return from === "server" ? [bytes.subarray(middle), bytes.subarray(0, middle)] : [bytes];
        }),
    ],
    ["loses what the broker sends", () => proxy.distort((bytes, from) => (from === "server" ? [] : [bytes]))],
  ];
  for (const [what, fault] of faults) {
    it(`has each message in the store after a time in which the network ${what}`, async () => {
      const settings = { protocol: "mqtt", mqttUrl: `mqtt://127.0.0.1:${proxy.port}`, batchMs: 20, mqttTopics: TOPIC };
      source = startSource({ ...settings, mqttClientId: what }, { assetType: spindleType, store: { write } });
      const opened = source;
      await until("the subscription", () => opened.lastStatus()?.text === "waiting for data");
      for (let i = 0; i < 60; i++) {
        if (i === 20) fault();
        if (i === 40) {
          // what was lost is only known to be once the connection is another one
          proxy.distort(undefined);
          proxy.slow(0);
          proxy.cut();
        }
        const reading = JSON.stringify({ time: T0 + i, values: { speed: i } });
        await plant.publishAsync(TOPIC, reading, { qos: 1 });
      }
      await until("every message", () => stored.size === 60);
      assert.deepEqual(
        [...stored].sort((a, b) => a - b),
        Array.from({ length: 60 }, (_, i) => i),
      );
    });
  }

  it("finds by the keep-alive that the broker is gone though nobody closed the connection, and loses nothing", async () => {
    const settings = { protocol: "mqtt", mqttUrl: `mqtt://127.0.0.1:${proxy.port}`, batchMs: 20, mqttTopics: TOPIC };
    const kept = { ...settings, mqttClientId: "half-open", mqttKeepaliveSeconds: 1 };
    source = startSource(kept, { assetType: spindleType, store: { write } });
    const opened = source;
    await until("the subscription", () => opened.lastStatus()?.text === "waiting for data");
    const publish = (i: number) =>
      plant.publishAsync(TOPIC, JSON.stringify({ time: T0 + i, values: { speed: i } }), { qos: 1 });
    await publish(0);
    await until("the first", () => stored.has(0));
    proxy.stall(true);
    await publish(1);
    await until("the loss", () => opened.lastStatus()?.text.startsWith("reconnecting") === true);
    await publish(2);
    proxy.stall(false);
    await until("what came meanwhile", () => stored.size === 3);
    await until("the status", () => opened.lastStatus()?.level === "ok");
    const [, ...all] = opened.samples("speed").map(([, value]) => value);
    assert.deepEqual(all, [1, 2], "each once");
  });
});
