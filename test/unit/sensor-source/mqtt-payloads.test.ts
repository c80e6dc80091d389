import assert from "node:assert/strict";
import fc from "fast-check";
import { parseConfig } from "../../../nodes/kit/parse-config.ts";
import { jsonPointer } from "../../../nodes/sensor-source/json-pointer.ts";
import { type PayloadMapping, payloadMapping } from "../../../nodes/sensor-source/mqtt/payload-mapping.ts";
import { seenTopic } from "../../../nodes/sensor-source/mqtt/seen-topics.ts";
import { topicRouter } from "../../../nodes/sensor-source/mqtt/topic-router.ts";
import { makePlan } from "../../../nodes/sensor-source/plan.ts";
import { schema } from "../../../nodes/sensor-source/schema.ts";
import { makeSource } from "../../../nodes/sensor-source/source-core.ts";
import { spindleType } from "../../sensor-source/spindle-type.ts";
import { fakeWorld } from "../../support/fake-world.ts";

const T0 = Date.UTC(2025, 5, 1);

const open = (settings: Record<string, unknown> = {}, mapping?: PayloadMapping) => {
  const fake = fakeWorld();
  const config = parseConfig(schema, { protocol: "mqtt", batchMs: 10, ...settings });
  const { source } = makeSource(config, fake.world, makePlan(config, spindleType), undefined);
  const out = (port: number) =>
    fake.sent
      .flatMap((message) => (Array.isArray(message) ? [message[port]] : port === 0 ? [message] : []))
      .filter(Boolean);
  return { route: topicRouter(source, mapping), clock: fake.clock, out };
};

const text = (value: unknown): Buffer => Buffer.from(typeof value === "string" ? value : JSON.stringify(value));

describe("an MQTT payload", () => {
  const shapes: readonly (readonly [what: string, topic: string, payload: unknown])[] = [
    ["values by name", "plant/m1/telemetry", { time: T0, values: { speed: 7 } }],
    ["values beside the time", "plant/m1/telemetry", { time: T0, speed: 7 }],
    [
      "a value with its own time and quality",
      "plant/m1/telemetry",
      { values: { speed: { value: 7, time: T0, quality: "good" } } },
    ],
    ["a lone value under its topic", "plant/m1/speed", { value: 7, time: T0 }],
    ["a channel and its value", "plant/m1/data", { channel: "speed", value: 7, time: T0 }],
    ["readings", "plant/m1/data", [{ channel: "speed", value: 7, time: T0 }]],
    ["an ISO time", "plant/m1/telemetry", { time: "2025-06-01T00:00:00Z", values: { speed: 7 } }],
    ["its own asset", "plant/other/telemetry", { asset: "m1", time: T0, values: { speed: 7 } }],
  ];
  for (const [what, topic, payload] of shapes) {
    it(`is understood with ${what}`, () => {
      const { route, clock, out } = open();
      void route(topic, text(payload), false);
      clock.advance(10);
      assert.deepEqual(out(1), []);
      assert.partialDeepStrictEqual(out(0), [
        { topic: "m1", payload: { asset: "m1", time: T0, values: { speed: 7 } } },
      ]);
    });
  }

  it("that is empty only deletes a retained message", () => {
    const { route, out } = open();
    void route("plant/m1/telemetry", Buffer.alloc(0), true);
    assert.deepEqual(out(1), []);
  });

  it("that comes again by its protocol is no error, by its sender it is", () => {
    const { route, clock, out } = open();
    const payload = text({ time: T0, values: { speed: 7 } });
    void route("plant/m1/telemetry", payload, false);
    void route("plant/m1/telemetry", payload, true);
    assert.deepEqual(out(1), []);
    void route("plant/m1/telemetry", payload, false);
    clock.advance(10);
    assert.partialDeepStrictEqual(out(1), [{ payload: { code: "TWIN-SOURCE-018" } }]);
    assert.equal(out(0).length, 1);
  });

  it("gets its asset, channel and context from the named levels of its topic", () => {
    const { route, clock, out } = open({ mqttTopics: "plant/{line}/{asset}/{channel} cell/{asset}/state/#" });
    void route("plant/l4/m1/speed", text({ value: 7, time: T0 }), false);
    void route("cell/m2/state/now/all", text({ time: T0, values: { speed: 8 } }), false);
    clock.advance(10);
    assert.deepEqual(out(1), []);
    assert.partialDeepStrictEqual(out(0), [
      { payload: { asset: "m1", values: { speed: 7 }, context: { line: "l4" } } },
      { payload: { asset: "m2", values: { speed: 8 } } },
    ]);
    assert.equal(JSON.stringify(out(0)).match(/context/g)?.length, 1);
  });

  it("of another shape is made one by an expression, which knows the topic, or is left out", async () => {
    const mapping = await payloadMapping(
      'kind = "status" ? {"time": at, "values": {"speed": rpm * 2}, "asset": $cell & "-" & $split($topic, "/")[2]}',
    );
    const { route, clock, out } = open({ mqttTopics: "cell/{cell}/+" }, mapping);
    await route("cell/c1/m1", text({ kind: "other", rpm: 1 }), false);
    await route("cell/c1/m1", text({ kind: "status", rpm: 4, at: T0 }), false);
    clock.advance(10);
    assert.deepEqual(out(1), []);
    assert.partialDeepStrictEqual(out(0), [
      { payload: { asset: "c1-m1", values: { speed: 8 }, context: { cell: "c1" } } },
    ]);
  });

  it("that its expression can't be used for is refused, and an expression that is none is a wrong setting", async () => {
    const { route, out } = open({}, await payloadMapping("$number(a)"));
    await route("plant/m1/speed", text({ a: "seven" }), false);
    assert.match(JSON.stringify(out(1)), /TWIN-SOURCE-030.*the expression failed.*seven/);
    await assert.rejects(payloadMapping("(a"), { code: "TWIN-SOURCE-006" });
  });

  it("says which pointer found nothing", () => {
    const row = {
      tag: "cell/1",
      channel: "speed",
      unit: "",
      scale: 1,
      offset: 0,
      asset: "m1",
      address: 0,
      dataType: "float32",
      wordOrder: "big",
    };
    const { route, out } = open({ tags: [{ ...row, pointer: "/a/b" }] });
    void route("cell/1", text({ time: T0, a: { c: 1 } }), false);
    assert.match(JSON.stringify(out(1)), /it has nothing at \/a\/b/);
  });

  it("shows itself in the topic browser, whatever its bytes", () => {
    /** A lone number need not be JSON: "0." is one too. */
    const read = (text: string): unknown => (Number.isFinite(Number(text)) ? Number(text) : JSON.parse(text));
    const topics = fc.constantFrom("plant/m1/telemetry", "spBv1.0/g/NDATA/n", "spBv1.0/g/STATE/n", "");
    const payloads = fc.oneof(
      fc.uint8Array().map((bytes) => Buffer.from(bytes)),
      fc.json().map((json) => Buffer.from(json)),
    );
    fc.assert(
      fc.property(topics, payloads, (topic, payload) => {
        const { values } = seenTopic(topic, payload, 1);
        const document = topic.startsWith("spBv1.0/") || values.length === 0 ? undefined : read(payload.toString());
        for (const { pointer, value } of values)
          if (document !== undefined) assert.equal(jsonPointer(pointer)(document), value);
      }),
      { numRuns: 2000 },
    );
  });

  it("never throws, whatever its bytes", () => {
    const topics = fc.constantFrom("plant/m1/telemetry", "plant/m1/speed", "plant/m1/waveform/vibration", "cell/1", "");
    const values = fc.oneof(fc.jsonValue(), fc.double(), fc.constant({ samples: "AAAA", sampleRateHz: 1, time: T0 }));
    const json = fc.oneof(
      fc.json(),
      fc
        .record({ time: values, values: fc.dictionary(fc.constantFrom("speed", "vibration"), values) })
        .map((value) => JSON.stringify(value)),
    );
    const payloads = fc.oneof(
      fc.uint8Array().map((bytes) => Buffer.from(bytes)),
      json.map((value) => Buffer.from(value)),
    );
    const row = {
      tag: "cell/1",
      channel: "speed",
      unit: "",
      scale: 1,
      offset: 0,
      asset: "m1",
      address: 0,
      dataType: "float32",
      wordOrder: "big",
    };
    const routers = [open().route, open({ tags: [{ ...row, pointer: "/values/speed" }] }).route];
    fc.assert(
      fc.property(topics, payloads, fc.boolean(), (topic, payload, again) => {
        for (const route of routers) void route(topic, payload, again);
      }),
      { numRuns: 3000 },
    );
  });
});
