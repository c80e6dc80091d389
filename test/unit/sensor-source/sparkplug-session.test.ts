import assert from "node:assert/strict";
import fc from "fast-check";
import { parseConfig } from "../../../nodes/kit/parse-config.ts";
import type { Point, TwinStore } from "../../../nodes/kit/store.ts";
import { decodePayload } from "../../../nodes/sensor-source/mqtt/sparkplug/decode-payload.ts";
import { sparkplugRouter } from "../../../nodes/sensor-source/mqtt/sparkplug/sparkplug-router.ts";
import { makePlan } from "../../../nodes/sensor-source/plan.ts";
import type { Refused } from "../../../nodes/sensor-source/quarantine.ts";
import { schema } from "../../../nodes/sensor-source/schema.ts";
import { makeSource } from "../../../nodes/sensor-source/source-core.ts";
import { spindleType } from "../../sensor-source/spindle-type.ts";
import { fakeWorld } from "../../support/fake-world.ts";
import {
  doubleValue,
  longValue,
  type MetricBytes,
  payloadBytes,
  textValue,
} from "../../support/sparkplug/payload-bytes.ts";

const T0 = Date.UTC(2025, 5, 1);
const bdSeq = (value: number): MetricBytes => ({ name: "bdSeq", datatype: 4, value: longValue(value) });
const speed = (value: number, timestamp: number, more: Partial<MetricBytes> = {}): MetricBytes => ({
  name: "speed",
  alias: 1,
  datatype: 10,
  timestamp,
  value: doubleValue(value),
  ...more,
});
const byAlias = (value: number, timestamp: number): MetricBytes => ({ alias: 1, timestamp, value: doubleValue(value) });

const open = (settings: Record<string, unknown> = {}, store?: Partial<TwinStore>) => {
  const fake = fakeWorld();
  const own = { protocol: "mqtt", mqttPayload: "sparkplug", assetType: "type", batchMs: 10, ...settings };
  const config = parseConfig(schema, own);
  const plan = makePlan(config, config.assetType ? spindleType : undefined);
  const { source } = makeSource(config, fake.world, plan, store as TwinStore | undefined);
  const commands: string[] = [];
  const router = sparkplugRouter(source, (topic, payload) => {
    assert.equal(decodePayload(payload).metrics[0]?.name, "Node Control/Rebirth");
    commands.push(topic);
  });
  const sent = (port: number): { payload: Record<string, unknown> }[] =>
    fake.sent
      .flatMap((message) => (Array.isArray(message) ? [message[port]] : port === 0 ? [message] : []))
      .filter(Boolean) as { payload: Record<string, unknown> }[];
  const take = (topic: string, payload: Parameters<typeof payloadBytes>[0]): void => {
    router.take(`spBv1.0/g/${topic}`, payloadBytes(payload), false);
    fake.clock.advance(10);
  };
  return {
    router,
    take,
    commands,
    clock: fake.clock,
    failures: fake.failures,
    values: () => sent(0).map(({ payload }) => [payload["asset"], (payload["values"] as { speed?: number }).speed]),
    refused: () => sent(1).map(({ payload }) => payload as unknown as Refused),
  };
};

describe("a Sparkplug edge node", () => {
  it("that is a machine itself is the asset, unless the node names one", () => {
    const named = open({ asset: "press-1" });
    for (const session of [open(), named]) {
      session.take("NBIRTH/n", { timestamp: T0, seq: 0, metrics: [bdSeq(0), speed(7, T0)] });
    }
    assert.deepEqual(named.values(), [["press-1", 7]]);
    const both = open({ sparkplugAsset: "nodeAndDevice" });
    both.take("NBIRTH/n", { timestamp: T0, seq: 0, metrics: [bdSeq(0)] });
    both.take("DBIRTH/n/d", { timestamp: T0, seq: 1, metrics: [speed(7, T0)] });
    assert.deepEqual(both.values(), [["n/d", 7]]);
  });

  it("that counts on beyond 255 has lost nothing", () => {
    const session = open();
    session.take("NBIRTH/n", { timestamp: T0, seq: 0, metrics: [bdSeq(0), speed(0, T0)] });
    for (let i = 1; i <= 300; i++) {
      session.take("NDATA/n", { timestamp: T0 + i, seq: i % 256, metrics: [byAlias(i, T0 + i)] });
    }
    assert.equal(session.values().length, 301);
    assert.deepEqual(session.commands, []);
    assert.deepEqual(session.failures, []);
  });

  it("that gives an alias to another metric after a gap costs the readings between, never a wrong number", () => {
    const session = open();
    session.take("NBIRTH/n", { timestamp: T0, seq: 0, metrics: [bdSeq(0), speed(1, T0)] });
    session.take("NDATA/n", { timestamp: T0 + 1, seq: 2, metrics: [byAlias(42, T0 + 1)] });
    assert.deepEqual(session.values(), [["n", 1]]);
    assert.deepEqual(session.commands, ["spBv1.0/g/NCMD/n"]);
    const torque = { ...speed(5, T0 + 2), name: "torque" };
    session.take("NBIRTH/n", { timestamp: T0 + 2, seq: 0, metrics: [bdSeq(0), torque] });
    assert.deepEqual(
      session.refused().map(({ code }) => code),
      ["TWIN-SPARKPLUG-009"],
    );
    assert.deepEqual(session.values(), [
      ["n", 1],
      ["n", undefined],
    ]);
  });

  it("is asked for its birth at once, and then at most every ten seconds", () => {
    const session = open();
    for (let i = 0; i < 1050; i++)
      session.take("NDATA/n", { timestamp: T0 + i, seq: i % 256, metrics: [byAlias(i, T0 + i)] });
    assert.equal(session.commands.length, 2);
    assert.equal(session.refused()[0]?.code, "TWIN-SPARKPLUG-002");
  });

  it("is not killed by the will of an earlier connection", () => {
    const session = open();
    session.take("NBIRTH/n", { timestamp: T0, seq: 0, metrics: [bdSeq(2), speed(1, T0)] });
    session.take("NDEATH/n", { metrics: [bdSeq(1)] });
    session.take("NDATA/n", { timestamp: T0 + 1, seq: 1, metrics: [byAlias(2, T0 + 1)] });
    assert.deepEqual(session.values(), [
      ["n", 1],
      ["n", 2],
    ]);
  });

  it("is asked again after a lost connection, and its readings by alias wait for the answer", () => {
    const session = open();
    session.take("NBIRTH/n", { timestamp: T0, seq: 0, metrics: [bdSeq(0), speed(1, T0)] });
    session.router.connected();
    assert.deepEqual(session.commands, ["spBv1.0/g/NCMD/n"]);
    session.take("NDATA/n", { timestamp: T0 + 1, seq: 99, metrics: [byAlias(2, T0 + 1)] });
    assert.equal(session.values().length, 1);
    session.take("NBIRTH/n", { timestamp: T0 + 2, seq: 0, metrics: [bdSeq(0), speed(3, T0 + 2)] });
    assert.deepEqual(session.values().at(-1), ["n", 3]);
    assert.deepEqual(session.refused(), []);
  });
});

describe("a Sparkplug metric", () => {
  const refusedWith = (metric: MetricBytes, settings: Record<string, unknown> = {}): (string | undefined)[] => {
    const session = open(settings);
    session.take("NBIRTH/n", { timestamp: T0, seq: 0, metrics: [bdSeq(0), metric] });
    assert.deepEqual(session.values(), []);
    return session.refused().map(({ code }) => code);
  };

  it("in a unit that is none of its channel is refused, not taken for another", () => {
    assert.deepEqual(refusedWith(speed(1, T0, { engUnit: "bar" })), ["TWIN-SPARKPLUG-005"]);
  });

  it("without a value, of the past without a store, or of a text is refused with its own code", () => {
    const { value: _value, ...bare } = speed(1, T0);
    assert.deepEqual(refusedWith({ ...bare, isNull: true }), ["TWIN-SOURCE-020"]);
    assert.deepEqual(refusedWith(speed(1, T0, { historical: true })), ["TWIN-SPARKPLUG-007"]);
    assert.deepEqual(refusedWith(speed(1, T0, { value: textValue("fast") })), ["TWIN-SOURCE-012"]);
  });

  it("of unknown unit is taken, and told of", () => {
    const session = open();
    session.take("NBIRTH/n", { timestamp: T0, seq: 0, metrics: [bdSeq(0), speed(1, T0, { engUnit: "bananas" })] });
    assert.deepEqual(session.values(), [["n", 1]]);
    assert.deepEqual(
      session.failures.map(({ code }) => code),
      ["TWIN-SPARKPLUG-006"],
    );
  });

  it("that no birth announces is told of, by its tag", () => {
    const tags = [{ tag: "spede", channel: "speed", unit: "", scale: 1, offset: 0, asset: "" }];
    const session = open({ tags });
    session.take("NBIRTH/n", { timestamp: T0, seq: 0, metrics: [bdSeq(0), speed(1, T0)] });
    session.clock.advance(10_000);
    assert.match(session.failures[0]?.message ?? "", /spede.*no birth has announced it/);
  });

  it("never makes the source throw, whatever comes in whatever order", () => {
    const stored: Point[] = [];
    const store = { write: async (points: readonly Point[]) => void stored.push(...points) };
    const metric: fc.Arbitrary<MetricBytes> = fc.record(
      {
        name: fc.constantFrom("speed", "torque", "bdSeq", ""),
        alias: fc.nat(3),
        timestamp: fc.constantFrom(0, T0, T0 + 1, 2 ** 53),
        datatype: fc.nat(14),
        historical: fc.boolean(),
        isNull: fc.boolean(),
        engUnit: fc.constantFrom("rpm", "bar", "?", ""),
        quality: fc.constantFrom(0, 192, 500),
        value: fc.oneof(fc.double().map(doubleValue), fc.bigInt().map(longValue), fc.string().map(textValue)),
      },
      { requiredKeys: [] },
    );
    const message = fc.record({
      topic: fc.constantFrom("NBIRTH/n", "NDATA/n", "NDEATH/n", "DBIRTH/n/d", "DDATA/n/d", "DDEATH/n/d", "NCMD/n"),
      payload: fc.record(
        { timestamp: fc.constantFrom(0, T0, T0 + 2), seq: fc.nat(4), metrics: fc.array(metric, { maxLength: 4 }) },
        { requiredKeys: [] },
      ),
    });
    fc.assert(
      fc.property(fc.array(message, { maxLength: 20 }), (messages) => {
        for (const session of [open(), open({ assetType: "" }, store)]) {
          for (const { topic, payload } of messages) session.take(topic, payload);
        }
      }),
      { numRuns: 300 },
    );
  });
});
