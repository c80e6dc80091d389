import assert from "node:assert/strict";
import { connectAsync } from "mqtt";
import type { Point } from "../../nodes/kit/store.ts";
import { startSource } from "../support/live-source.ts";
import { findMosquitto, type Mosquitto, startMosquitto } from "../support/mosquitto.ts";
import { until } from "../support/until.ts";
import { spindleType } from "./spindle-type.ts";

const T0 = Date.UTC(2026, 0, 1);
const TOPIC = "plant/spindle-1/telemetry";

describe("MQTT source in trouble", () => {
  let broker: Mosquitto | undefined;
  let source: ReturnType<typeof startSource> | undefined;

  before(function () {
    if (findMosquitto()) return;
    console.log("      skipped: mosquitto is not installed (apt-get install mosquitto)");
    this.skip();
  });
  afterEach(async () => {
    await source?.close();
    await broker?.remove();
    source = undefined;
    broker = undefined;
  });

  const publish = async (url: string, from: number, count: number, qos: 1 | 2 = 1): Promise<void> => {
    const plant = await connectAsync(url);
    for (let i = from; i < from + count; i++) {
      await plant.publishAsync(TOPIC, JSON.stringify({ time: T0 + i, values: { speed: i } }), { qos });
    }
    await plant.endAsync();
  };

  it("goes on after its broker was killed and came back, with each message once", async () => {
    broker = await startMosquitto();
    source = startSource({ protocol: "mqtt", mqttUrl: broker.url, batchMs: 20 }, { assetType: spindleType });
    const opened = source;
    await until("the subscription", () => opened.lastStatus()?.text === "waiting for data");
    await publish(broker.url, 0, 3);
    await until("data", () => opened.samples("speed").length === 3);

    await broker.kill();
    await until("the loss in the status", () => opened.lastStatus()?.text.startsWith("reconnecting") === true);
    assert.equal(opened.lastStatus()?.level, "error");
    await until("the error", () => opened.failures.length > 0);

    await broker.start();
    await until("green or waiting", () => opened.lastStatus()?.level !== "error");
    await publish(broker.url, 3, 3);
    await until("data again", () => opened.samples("speed").length >= 6);
    assert.deepEqual(
      opened.samples("speed").map(([, value]) => value),
      [0, 1, 2, 3, 4, 5],
    );
    assert.deepEqual(opened.refused(), []);
    assert.deepEqual(
      opened.failures.map(({ code }) => code),
      ["TWIN-SOURCE-040"],
    );
  });

  it("says that a broker refused its password", async () => {
    broker = await startMosquitto({ user: "plant", password: "right" });
    const settings = { protocol: "mqtt", mqttUrl: broker.url, user: "plant" };
    source = startSource(settings, { assetType: spindleType, password: "wrong" });
    const wrong = source;
    await until("the refusal", () => wrong.failures.length > 0);
    assert.equal(wrong.failures[0]?.code, "TWIN-SOURCE-041");
    await wrong.close();
    source = startSource(settings, { assetType: spindleType, password: "right" });
    const right = source;
    await until("the subscription", () => right.lastStatus()?.text === "waiting for data");
    assert.deepEqual(right.failures, []);
  });

  const KINDS = [
    ["v4", 1],
    ["v5", 1],
    ["v4", 2],
    ["v5", 2],
  ] as const;
  const settingsOf = (mqttUrl: string, mqttVersion: string, qos: number) => ({
    ...{ protocol: "mqtt", mqttUrl, mqttVersion, mqttQos: `qos${qos}`, batchMs: 20, mqttTopics: TOPIC },
  });
  const keepingIn = (written: number[]) => ({
    write: async (points: readonly Point[]) => {
      written.push(...points.map(({ fields }) => Number(fields["value"])));
    },
  });
  for (const [version, qos] of KINDS) {
    it(`acknowledges a message only once it is stored (${version}, QoS ${qos}): what was not is sent again after a restart`, async () => {
      broker = await startMosquitto();
      const settings = settingsOf(broker.url, version, qos);
      const away = { write: () => Promise.reject(new Error("disk full")) };
      source = startSource(settings, { assetType: spindleType, store: away });
      const first = source;
      await until("the subscription", () => first.lastStatus()?.text === "waiting for data");
      await publish(broker.url, 0, 5, qos);
      await until("telemetry in spite of the store", () => first.samples("speed").length === 5);
      await until("the store's error", () => first.failures.some(({ code }) => code === "TWIN-SOURCE-050"));
      await until("the status", () => first.lastStatus()?.text === "store away");
      await first.close();

      const written: number[] = [];
      const takes = keepingIn(written);
      source = startSource(settings, { assetType: spindleType, store: takes });
      await until("the same messages", () => written.length === 5);
      assert.deepEqual(written, [0, 1, 2, 3, 4]);
      await source.close();

      written.length = 0;
      source = startSource(settings, { assetType: spindleType, store: takes });
      const third = source;
      await until("the subscription", () => third.lastStatus()?.text === "waiting for data");
      await publish(broker.url, 5, 1, qos);
      await until("the new message", () => written.length > 0);
      assert.deepEqual(written, [5], "what was acknowledged is not sent again");
    });
  }

  for (const [version, qos] of KINDS) {
    it(`writes and acknowledges at its end what it has taken (${version}, QoS ${qos}): every message is written once`, async () => {
      broker = await startMosquitto();
      const settings = settingsOf(broker.url, version, qos);
      const written: number[] = [];
      const options = { assetType: spindleType, store: keepingIn(written) };
      const start = (batchMs: number) => startSource({ ...settings, batchMs }, options);
      source = start(60_000);
      const first = source;
      await until("the subscription", () => first.lastStatus()?.text === "waiting for data");
      await publish(broker.url, 0, 5, qos);
      await until("a message", () => first.lastStatus()?.text.startsWith("at ") === true);
      assert.equal(written.length, 0);
      await first.close();
      assert.ok(written.length > 0, "it is written at the end");
      source = start(20);
      const second = source;
      await until("the subscription", () => second.statuses.some(({ text }) => text !== "connecting"));
      await publish(broker.url, 5, 1, qos);
      await until("the newest", () => written.includes(5));
      assert.deepEqual(written, [0, 1, 2, 3, 4, 5]);
    });
  }

  it("gets what was published while it was away, where its session is kept", async () => {
    broker = await startMosquitto();
    const settings = { protocol: "mqtt", mqttUrl: broker.url, batchMs: 20, mqttTopics: TOPIC };
    const away = async (mqttSession: string, from: number): Promise<number[]> => {
      const url = broker?.url ?? "";
      const start = () => startSource({ ...settings, mqttSession }, { assetType: spindleType });
      source = start();
      const first = source;
      await until("the subscription", () => first.lastStatus()?.text === "waiting for data");
      await first.close();
      await publish(url, from, 2);
      source = start();
      const second = source;
      await until("the subscription", () => second.lastStatus()?.text !== "connecting" && second.statuses.length > 0);
      await publish(url, from + 2, 1);
      const last = (): boolean => second.samples("speed").some(([, value]) => value === from + 2);
      await until("the newest", last);
      await second.close();
      return second.samples("speed").map(([, value]) => value);
    };
    assert.deepEqual(await away("keep", 0), [0, 1, 2]);
    assert.deepEqual(await away("clean", 10), [12]);
  });

  it("divides the messages among the sources of one share group", async () => {
    broker = await startMosquitto();
    const settings = { protocol: "mqtt", mqttUrl: broker.url, batchMs: 20, mqttTopics: TOPIC, mqttShareGroup: "twins" };
    const one = startSource({ ...settings, mqttClientId: "one" }, { assetType: spindleType });
    const two = startSource({ ...settings, mqttClientId: "two" }, { assetType: spindleType });
    try {
      await until("both", () => [one, two].every((each) => each.lastStatus()?.text === "waiting for data"));
      await publish(broker.url, 0, 20);
      const values = (): number[] => [one, two].flatMap((each) => each.samples("speed").map(([, value]) => value));
      await until("all", () => values().length >= 20);
      assert.deepEqual(
        values().sort((a, b) => a - b),
        Array.from({ length: 20 }, (_, i) => i),
      );
      assert.ok(one.samples("speed").length > 0 && two.samples("speed").length > 0);
    } finally {
      await Promise.all([one.close(), two.close()]);
    }
  });

  it("keeps taking messages while others wait for their acknowledgement, up to the broker's limit", async () => {
    broker = await startMosquitto();
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const slow = { write: () => released };
    const settings = { protocol: "mqtt", mqttUrl: broker.url, batchMs: 20, mqttTopics: TOPIC };
    source = startSource(settings, { assetType: spindleType, store: slow });
    const opened = source;
    await until("the subscription", () => opened.lastStatus()?.text === "waiting for data");
    await publish(broker.url, 0, 50);
    assert.equal(opened.samples("speed").length, 0, "nothing is sent before it is written");
    release();
    await until("all", () => opened.samples("speed").length === 50);
    assert.deepEqual(opened.failures, []);
  });
});
