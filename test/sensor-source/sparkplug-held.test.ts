import assert from "node:assert/strict";
import { connectAsync, type MqttClient } from "mqtt";
import type { Point } from "../../nodes/kit/store.ts";
import { freePort } from "../support/free-port.ts";
import { startSource } from "../support/live-source.ts";
import { findMosquitto, type Mosquitto, startMosquitto } from "../support/mosquitto.ts";
import { doubleValue, type MetricBytes, payloadBytes, textValue } from "../support/sparkplug/payload-bytes.ts";
import { startTcpProxy } from "../support/tcp-proxy.ts";
import { until } from "../support/until.ts";
import { spindleType } from "./spindle-type.ts";

const T0 = Date.UTC(2026, 0, 1);

describe("Sparkplug readings that wait for a birth, published with QoS 1", () => {
  let broker: Mosquitto;
  let edge: MqttClient;
  let source: ReturnType<typeof startSource> | undefined;
  const stored: Point[] = [];
  const store = { write: async (points: readonly Point[]) => void stored.push(...points) };

  before(async function () {
    if (!findMosquitto()) {
      console.log("      skipped: mosquitto is not installed (apt-get install mosquitto)");
      this.skip();
    }
    broker = await startMosquitto();
    edge = await connectAsync(broker.url);
  });
  afterEach(async () => {
    await source?.close();
    stored.length = 0;
  });
  after(async () => {
    await edge?.endAsync(true);
    await broker?.remove();
  });

  const open = async (node: string, tags: object[] = [], mqttUrl = broker.url) => {
    const settings = { protocol: "mqtt", mqttUrl, mqttPayload: "sparkplug", batchMs: 20, tags };
    source = startSource({ ...settings, sparkplugGroup: "g", sparkplugNode: node }, { assetType: spindleType, store });
    const opened = source;
    await until("the subscription", () => (opened.lastStatus()?.text ?? "connecting") !== "connecting");
    return opened;
  };
  const publish = (node: string, type: string, seq: number, ...metrics: MetricBytes[]) =>
    edge.publishAsync(`spBv1.0/g/${type}/${node}`, payloadBytes({ timestamp: T0, seq, metrics }), { qos: 1 });
  const born = (value: number, ms: number): MetricBytes => ({
    ...{ name: "speed", alias: 1, datatype: 10, timestamp: T0 + ms, value: doubleValue(value) },
  });
  const data = (value: number, ms: number): MetricBytes => ({
    ...{ alias: 1, timestamp: T0 + ms, value: doubleValue(value) },
  });

  it("are not acknowledged before it: what a kill takes from the memory comes again, and is told", async () => {
    const first = await open("b");
    await publish("b", "NBIRTH", 0, born(1, 0));
    await until("the birth", () => first.samples("speed").length === 1);
    await publish("b", "NDATA", 7, data(2, 10));
    await until("the gap", () => first.failures.some(({ code }) => code === "TWIN-SPARKPLUG-003"));
    await first.close();
    const again = await open("b");
    await until("the message", () => again.refused().some(({ code }) => code === "TWIN-SPARKPLUG-002"));
  });

  it("are stored at the birth, and do not come again", async () => {
    const first = await open("c");
    await publish("c", "NBIRTH", 0, born(1, 0));
    await until("the birth", () => first.samples("speed").length === 1);
    await publish("c", "NDATA", 7, data(2, 10));
    await publish("c", "NBIRTH", 0, born(3, 20));
    await until("all of them", () => stored.length === 3);
    await until("their messages", () => first.samples("speed").length === 3);
    await first.close();
    const again = await open("c");
    await publish("c", "NBIRTH", 0, born(4, 30));
    await until("the next", () => again.samples("speed").length === 1);
    assert.deepEqual(again.refused(), []);
  });

  it("do not wait where the birth of the broker's memory comes in one piece with its answer to the subscription", async () => {
    const port = await freePort();
    const proxy = await startTcpProxy(port, Number(new URL(broker.url).port));
    const [SUBACK, held] = [0x90, [] as Buffer[]];
    proxy.distort((bytes, from) => {
      if (from === "client") return [bytes];
      held.push(bytes);
      return bytes[0] === SUBACK ? [] : [Buffer.concat(held.splice(0))];
    });
    const birth = payloadBytes({ timestamp: T0, seq: 0, metrics: [born(1, 0)] });
    await edge.publishAsync("spBv1.0/g/NBIRTH/r", birth, { qos: 1, retain: true });
    const opened = await open("r", [], `mqtt://127.0.0.1:${port}`);
    await until("the birth", () => opened.samples("speed").length === 1);
    await publish("r", "NDATA", 1, data(2, 10));
    await until("the data", () => opened.samples("speed").length === 2);
    await edge.publishAsync("spBv1.0/g/NBIRTH/r", "", { qos: 1, retain: true });
    await proxy.close();
  });

  it("hold up nothing, however many wait", async () => {
    const first = await open("d");
    await publish("d", "NBIRTH", 0, born(0, 0));
    await until("the birth", () => first.samples("speed").length === 1);
    for (let i = 1; i <= 60; i++) await publish("d", "NDATA", (i + 5) % 256, data(i, i));
    await publish("d", "NBIRTH", 0, born(61, 61));
    await until("all of them", () => first.samples("speed").length === 62);
    assert.deepEqual(
      first.samples("speed").map(([time, value]) => [time - T0, value]),
      Array.from({ length: 62 }, (_, i) => [i, i]),
    );
  });

  it("of a text metric are states: its number, and bad at the death", async () => {
    const tags = [{ tag: "Mode", channel: "speed", states: "RUN=1, STOP=0" }];
    const opened = await open("e", tags);
    const mode = (text: string, ms: number): MetricBytes => ({
      ...{ name: "Mode", alias: 5, datatype: 12, timestamp: T0 + ms, value: textValue(text) },
    });
    await publish("e", "NBIRTH", 0, mode("STOP", 0));
    await publish("e", "NDATA", 1, { alias: 5, timestamp: T0 + 10, value: textValue("RUN") });
    await publish("e", "NDATA", 2, { alias: 5, timestamp: T0 + 20, value: textValue("BURNT") });
    await until("the unknown one", () => opened.refused().some(({ code }) => code === "TWIN-SOURCE-068"));
    await publish("e", "NDEATH", 0);
    await until("the death", () => opened.samples("speed").length === 3);
    assert.deepEqual(
      opened.samples("speed").map(([, value, quality]) => [value, quality]),
      [
        [0, 0],
        [1, 0],
        [1, 2],
      ],
    );
  });
});
