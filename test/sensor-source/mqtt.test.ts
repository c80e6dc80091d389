import assert from "node:assert/strict";
import { createServer } from "node:net";
import { Aedes } from "aedes";
import { connectAsync, type MqttClient } from "mqtt";
import { freePort } from "../support/free-port.ts";
import { startSource } from "../support/live-source.ts";
import { findMosquitto, type Mosquitto, startMosquitto } from "../support/mosquitto.ts";
import { until } from "../support/until.ts";
import { spindleType } from "./spindle-type.ts";

const T0 = Date.UTC(2026, 0, 1);

interface Broker {
  readonly url: string;
  close(): Promise<void>;
}

const startAedes = async (): Promise<Broker> => {
  const broker = await Aedes.createBroker();
  const server = createServer(broker.handle);
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const close = async (): Promise<void> => {
    await new Promise<void>((resolve) => broker.close(resolve));
    await new Promise<void>((resolve) => void server.close(() => resolve()));
  };
  return { url: `mqtt://127.0.0.1:${port}`, close };
};

const startDebians = async (): Promise<Broker> => {
  const broker: Mosquitto = await startMosquitto();
  return { url: broker.url, close: broker.remove };
};

const BROKERS = [
  { name: "aedes, MQTT 3.1.1", start: startAedes, version: "v4", needed: () => true },
  { name: "Mosquitto, MQTT 3.1.1", start: startDebians, version: "v4", needed: () => findMosquitto() !== undefined },
  { name: "Mosquitto, MQTT 5", start: startDebians, version: "v5", needed: () => findMosquitto() !== undefined },
];

for (const { name, start, version, needed } of BROKERS) {
  describe(`MQTT source against ${name}`, () => {
    let broker: Broker;
    let plant: MqttClient;
    let source: ReturnType<typeof startSource> | undefined;

    before(async function () {
      if (!needed()) {
        console.log("      skipped: mosquitto is not installed (apt-get install mosquitto)");
        this.skip();
      }
      broker = await start();
      plant = await connectAsync(broker.url, { protocolVersion: version === "v5" ? 5 : 4 });
    });
    afterEach(async () => source?.close());
    after(async () => {
      await plant?.endAsync(true);
      await broker?.close();
    });

    const open = async (settings: Record<string, unknown>): Promise<ReturnType<typeof startSource>> => {
      const all = { protocol: "mqtt", mqttUrl: broker.url, mqttVersion: version, batchMs: 20, ...settings };
      source = startSource(all, { assetType: spindleType });
      const opened = source;
      await until("the subscription", () => opened.lastStatus()?.text === "waiting for data");
      return opened;
    };
    const publish = (topic: string, payload: unknown) =>
      plant.publishAsync(topic, typeof payload === "string" ? payload : JSON.stringify(payload), { qos: 1 });

    it("takes the plant's scalars with their time, the asset from the topic", async () => {
      const opened = await open({});
      await publish("plant/spindle-1/telemetry", { time: T0, values: { speed: 9000, torque: 12.5 } });
      await publish("plant/spindle-2/telemetry", { time: T0 + 1, values: { speed: 8000 } });
      await until("both machines", () => opened.samples("speed").length === 2);
      assert.deepEqual(opened.samples("speed", "spindle-1"), [[T0, 9000, 0]]);
      assert.deepEqual(opened.samples("torque", "spindle-1"), [[T0, 12.5, 0]]);
      assert.deepEqual(opened.samples("speed", "spindle-2"), [[T0 + 1, 8000, 0]]);
    });

    it("takes a waveform in another unit as float32 in the channel's", async () => {
      const opened = await open({});
      const samples = Buffer.from(Float32Array.from([1, -2, 0.5]).buffer).toString("base64");
      await publish("plant/spindle-1/waveform/vibration", { time: T0, unit: "[g]", sampleRateHz: 25_600, samples });
      await until("the waveform", () => opened.telemetry().some(({ waveforms }) => waveforms));
      const waveform = opened.telemetry().flatMap(({ waveforms }) => waveforms ?? [])[0];
      assert.ok(waveform);
      assert.deepEqual([waveform.channel, waveform.unit, waveform.startTime], ["vibration", "m/s2", T0]);
      const values = [0, 4, 8].map((at) => waveform.samples.readFloatLE(at));
      assert.deepEqual(values, [9.80665, -19.6133, 4.903325].map(Math.fround));
    });

    it("reads rows by JSON pointer, plain numbers by topic, and converts their units", async () => {
      const row = { scale: 1, offset: 0, asset: "", pointer: "" };
      const opened = await open({
        asset: "spindle-9",
        mqttTopics: "",
        missingTime: "receive",
        tags: [
          { ...row, tag: "cell/+/state", channel: "bearingTemperature", unit: "[degF]", pointer: "/a~1b/0" },
          { ...row, tag: "cell/9/power", channel: "motorPower", unit: "W" },
        ],
      });
      await publish("cell/9/state", { time: T0, "a/b": [212] });
      await publish("cell/9/power", "5500");
      await until(
        "both",
        () => opened.samples("motorPower").length + opened.samples("bearingTemperature").length === 2,
      );
      const [temperature] = opened.samples("bearingTemperature", "spindle-9");
      assert.equal(temperature?.[0], T0);
      assert.ok(Math.abs((temperature?.[1] ?? 0) - 100) < 1e-9);
      assert.equal(opened.samples("motorPower")[0]?.[1], 5.5);
    });

    it("takes asset, channel and context from the named levels of a topic, with QoS 0", async () => {
      const opened = await open({
        ...{ mqttQos: "qos0", mqttTopics: "works/{line}/{asset}/{channel}", missingTime: "receive" },
      });
      const send = (topic: string, text: string) => plant.publishAsync(topic, text, { qos: 0 });
      await send("works/line-7/spindle-3/speed", "9000");
      await send("works/line-8/spindle-4/torque", JSON.stringify({ value: 12.5, time: T0 }));
      await send("works/line-8/spindle-4/torque/spare", "1");
      await until("both", () => opened.samples("speed").length + opened.samples("torque").length === 2);
      assert.equal(opened.samples("speed", "spindle-3")[0]?.[1], 9000);
      assert.deepEqual(opened.samples("torque", "spindle-4"), [[T0, 12.5, 0]]);
      const contexts = opened.telemetry().map(({ asset, context }) => [asset, context]);
      assert.deepEqual(contexts.sort(), [
        ["spindle-3", { line: "line-7" }],
        ["spindle-4", { line: "line-8" }],
      ]);
    });

    it("makes readings of any payload by an expression, in the order in which they came", async () => {
      const mqttExpression = '{"time": $number($split($, ";")[0]), "values": {"speed": $number($split($, ";")[1])}}';
      const opened = await open({ asset: "spindle-1", mqttTopics: "csv", mqttExpression });
      for (let i = 0; i < 50; i++) await publish("csv", `${T0 + i};${i}`);
      await until("all", () => opened.samples("speed").length === 50);
      assert.deepEqual(
        opened.samples("speed").map(([, value]) => value),
        Array.from({ length: 50 }, (_, i) => i),
      );
      assert.deepEqual(opened.refused(), []);
    });

    it("refuses each bad payload with its own code, and the next good one gets through", async () => {
      const opened = await open({ asset: "spindle-1" });
      const topic = "plant/spindle-1/telemetry";
      await publish(topic, "not JSON");
      await publish(topic, { time: T0, values: { speed: "fast" } });
      await publish(topic, { time: 0, values: { speed: 1 } });
      await publish(topic, { time: Date.now() + 366 * 86_400_000, values: { speed: 1 } });
      await publish(topic, { values: { speed: 1 } });
      await publish(topic, { time: T0, values: { speed: 1, nonsense: 1 } });
      await publish(topic, { time: T0 - 1, values: { speed: 1 } });
      await publish(topic, { time: T0, values: { torque: 1e12 } });
      await publish(topic, { time: T0 + 1, values: { speed: 2 } });
      await until("the good one", () => opened.samples("speed").length === 2);
      const codes = opened.refused().map(({ code }) => Number(code.slice(-3)));
      assert.deepEqual(codes, [30, 12, 16, 17, 15, 11, 19, 14]);
      assert.deepEqual(opened.samples("torque"), [[T0, 1e12, 2]]);
    });
  });
}
