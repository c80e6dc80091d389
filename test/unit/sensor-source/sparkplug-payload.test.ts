import assert from "node:assert/strict";
import fc from "fast-check";
import { decodePayload } from "../../../nodes/sensor-source/mqtt/sparkplug/decode-payload.ts";
import { MalformedPayload } from "../../../nodes/sensor-source/mqtt/sparkplug/malformed-payload.ts";
import { DATA_TYPE, metricValue } from "../../../nodes/sensor-source/mqtt/sparkplug/metric-value.ts";
import { rebirthCommand } from "../../../nodes/sensor-source/mqtt/sparkplug/rebirth-command.ts";
import { sparkplugTopic } from "../../../nodes/sensor-source/mqtt/sparkplug/sparkplug-topic.ts";
import {
  doubleValue,
  intValue,
  longValue,
  type MetricBytes,
  payloadBytes,
  textValue,
} from "../../support/sparkplug/payload-bytes.ts";

const decodedValue = (value: MetricBytes["value"], datatype: number): unknown => {
  const [metric] = decodePayload(
    payloadBytes({ metrics: [{ name: "a", datatype, ...(value ? { value } : {}) }] }),
  ).metrics;
  return metric?.value === undefined ? undefined : metricValue(metric.value, metric.datatype);
};

describe("a Sparkplug B payload", () => {
  it("gives back what was written, whatever it is", () => {
    const metric = fc.record(
      {
        name: fc.string(),
        alias: fc.nat(),
        timestamp: fc.maxSafeNat(),
        datatype: fc.nat(40),
        engUnit: fc.string(),
        value: fc.double().map(doubleValue),
      },
      { requiredKeys: [] },
    );
    const payload = fc.record({ timestamp: fc.maxSafeNat(), seq: fc.nat(255), metrics: fc.array(metric) });
    fc.assert(
      fc.property(payload, (wanted) => {
        const { timestamp, seq, metrics } = decodePayload(payloadBytes(wanted));
        assert.deepEqual([timestamp, seq, metrics.length], [wanted.timestamp, wanted.seq, wanted.metrics.length]);
        metrics.forEach((found, i) => {
          const { value, engUnit, ...others } = wanted.metrics[i] ?? {};
          assert.partialDeepStrictEqual(found, others);
          assert.equal(found.properties?.get("engUnit"), engUnit);
          assert.ok(Object.is(found.value, value?.bytes.readDoubleLE(0)));
        });
      }),
    );
  });

  it("reads integers of every width, with their sign, extended to 32 bits or not", () => {
    const cases: readonly (readonly [number, MetricBytes["value"], number])[] = [
      [DATA_TYPE.int8, intValue(0xff), -1],
      [DATA_TYPE.int8, intValue(0xffffffff), -1],
      [DATA_TYPE.int8, intValue(-1n), -1],
      [DATA_TYPE.int16, intValue(0x8000), -32_768],
      [DATA_TYPE.int32, intValue(0x80000000), -2_147_483_648],
      [DATA_TYPE.uint8, intValue(255), 255],
      [DATA_TYPE.uint16, intValue(65_535), 65_535],
      [DATA_TYPE.uint32, intValue(0xffffffff), 4_294_967_295],
      [DATA_TYPE.int64, longValue(-2n), -2],
      [DATA_TYPE.int64, longValue(-(2n ** 63n)), -(2 ** 63)],
      [DATA_TYPE.uint64, longValue(2n ** 64n - 1n), 2 ** 64],
      [DATA_TYPE.dateTime, longValue(1_767_225_600_000), 1_767_225_600_000],
    ];
    for (const [datatype, value, wanted] of cases) assert.equal(decodedValue(value, datatype), wanted);
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 53n), max: 2n ** 53n }), (long) => {
        assert.equal(decodedValue(longValue(long), DATA_TYPE.int64), Number(long));
      }),
    );
  });

  it("reads texts, and leaves open what is neither number nor text", () => {
    assert.equal(decodedValue(textValue("läuft"), DATA_TYPE.string), "läuft");
    assert.deepEqual(decodedValue({ field: 17, wire: 2, bytes: Buffer.alloc(2) }, 16), { unread: "a data set" });
  });

  it("is refused, and nothing else thrown, whatever its bytes", () => {
    const valid = payloadBytes({
      timestamp: 1,
      seq: 2,
      metrics: [{ name: "a", engUnit: "rpm", value: doubleValue(1) }],
    });
    const broken = fc.tuple(fc.nat(valid.length - 1), fc.nat(255), fc.nat(valid.length)).map(([at, byte, length]) => {
      const bytes = Buffer.from(valid);
      bytes[at] = byte;
      return bytes.subarray(0, length);
    });
    const bytes = fc.oneof(
      broken,
      fc.uint8Array().map((array) => Buffer.from(array)),
    );
    fc.assert(
      fc.property(bytes, (some) => {
        try {
          decodePayload(some);
        } catch (thrown) {
          assert.ok(thrown instanceof MalformedPayload, String(thrown));
        }
      }),
      { numRuns: 5000 },
    );
  });

  it("that asks for a rebirth is the command of the specification", () => {
    const { timestamp, metrics } = decodePayload(rebirthCommand(1_767_225_600_000));
    assert.equal(timestamp, 1_767_225_600_000);
    const wanted = { name: "Node Control/Rebirth", datatype: DATA_TYPE.boolean, value: true };
    assert.partialDeepStrictEqual(metrics, [wanted]);
  });

  it("belongs to an edge node or a device by its topic", () => {
    assert.deepEqual(sparkplugTopic("spBv1.0/g/DDATA/n/d"), { type: "DDATA", group: "g", node: "n", device: "d" });
    assert.deepEqual(sparkplugTopic("spBv1.0/g/NBIRTH/n"), { type: "NBIRTH", group: "g", node: "n", device: "" });
    const others = [
      "spBv1.0/STATE/host",
      "spBv1.0/g/NCMD/n",
      "spBv1.0/g/DDATA/n",
      "spBv1.0/g/NDATA/n/d",
      "a/b/NDATA/c",
    ];
    for (const topic of [...others, "", "spBv1.0/g/DDATA/n/d/e"]) assert.equal(sparkplugTopic(topic), undefined);
  });
});
