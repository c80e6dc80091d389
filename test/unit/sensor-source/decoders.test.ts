import assert from "node:assert/strict";
import fc from "fast-check";
import { orderedInput } from "../../../nodes/kit/ordered-input.ts";
import { jsonPointer } from "../../../nodes/sensor-source/json-pointer.ts";
import { isTopicFilter, topicMatches } from "../../../nodes/sensor-source/mqtt/topic-match.ts";
import { namedParts, topicPattern } from "../../../nodes/sensor-source/mqtt/topic-pattern.ts";
import { readTime } from "../../../nodes/sensor-source/read-time.ts";
import {
  DATA_TYPES,
  type DataType,
  registersOf,
  WORD_ORDERS,
  type WordOrder,
} from "../../../nodes/sensor-source/register-types.ts";
import { isRounded, readRegisters } from "../../../nodes/sensor-source/registers.ts";
import { csvCells } from "../../../nodes/sensor-source/replay/csv-line.ts";
import { manualClock } from "../../support/fake-world.ts";
import { startSource } from "../../support/live-source.ts";

const NOW = Date.UTC(2026, 5, 1);
const types = Object.keys(DATA_TYPES) as DataType[];
const orders = Object.keys(WORD_ORDERS) as WordOrder[];

const filled = (size: number, fill: (bytes: Buffer) => void): Buffer => {
  const bytes = Buffer.alloc(size);
  fill(bytes);
  return bytes;
};

describe("registers", () => {
  const write: Readonly<Record<DataType, (value: number) => Buffer>> = {
    int16: (value) => filled(2, (bytes) => bytes.writeInt16BE(value)),
    uint16: (value) => filled(2, (bytes) => bytes.writeUInt16BE(value)),
    int32: (value) => filled(4, (bytes) => bytes.writeInt32BE(value)),
    uint32: (value) => filled(4, (bytes) => bytes.writeUInt32BE(value)),
    int64: (value) => filled(8, (bytes) => bytes.writeBigInt64BE(BigInt(value))),
    uint64: (value) => filled(8, (bytes) => bytes.writeBigUInt64BE(BigInt(value))),
    float32: (value) => filled(4, (bytes) => bytes.writeFloatBE(value)),
    float64: (value) => filled(8, (bytes) => bytes.writeDoubleBE(value)),
    bit: (value) => filled(2, (bytes) => bytes.writeUInt16BE(value)),
  };
  const values: Readonly<Record<DataType, fc.Arbitrary<number>>> = {
    int16: fc.integer({ min: -(2 ** 15), max: 2 ** 15 - 1 }),
    uint16: fc.integer({ min: 0, max: 2 ** 16 - 1 }),
    int32: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
    uint32: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    int64: fc.maxSafeInteger(),
    uint64: fc.maxSafeNat(),
    float32: fc.float(),
    float64: fc.double(),
    bit: fc.constantFrom(0, 1),
  };
  /** Letters of the conventional names: A is the most significant byte. */
  const layout: Readonly<Record<WordOrder, (bytes: Buffer) => Buffer>> = {
    big: (bytes) => bytes,
    littleWords: (bytes) => Buffer.from(bytes).swap16().reverse(),
    swappedBytes: (bytes) => Buffer.from(bytes).swap16(),
    little: (bytes) => Buffer.from(bytes).reverse(),
  };

  for (const type of types) {
    it(`read ${type} in every word order, wherever it stands`, () => {
      fc.assert(
        fc.property(
          values[type],
          fc.constantFrom(...(type === "bit" ? (["big"] as const) : orders)),
          fc.integer({ min: 0, max: 5 }),
          (value, order, at) => {
            const registers = Buffer.concat([
              Buffer.alloc(at * 2, 0x55),
              layout[order](write[type](value)),
              Buffer.alloc(3),
            ]);
            assert.ok(Object.is(readRegisters(registers, at, type, order), value));
            assert.equal(
              readRegisters(registers, at + 3, type, order) === undefined,
              registersOf[type] > 0 && (at + 3 + registersOf[type]) * 2 > registers.length,
            );
          },
        ),
      );
    });
  }

  it("are the same for every reader, whatever order another one took them in", () => {
    const bytes = Buffer.from("100044B9", "hex");
    for (const order of orders) readRegisters(bytes, 0, "float32", order);
    assert.equal(bytes.toString("hex"), "100044b9");
    const [big, , , little] = orders.map((order) => readRegisters(bytes, 0, "uint32", order));
    assert.deepEqual([big, little], [0x100044b9, 0xb9440010]);
  });

  it("say of a 64-bit integer whether a number can hold it", () => {
    const bytes = filled(8, (made) => made.writeBigUInt64BE(2n ** 53n + 1n));
    const rounded = readRegisters(bytes, 0, "uint64", "big") ?? 0;
    assert.equal(rounded, 2 ** 53);
    assert.ok(isRounded(rounded, "uint64"));
    assert.ok(!isRounded(2 ** 53 - 1, "int64"));
    assert.ok(!isRounded(1e300, "float64"));
  });

  it("give each bit of a register", () => {
    const bytes = filled(2, (made) => made.writeUInt16BE(0b1000_0000_0000_0101));
    const bits = Array.from({ length: 16 }, (_, bit) => readRegisters(bytes, 0, "bit", "big", bit));
    assert.deepEqual(bits, [1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
  });
});

describe("a JSON pointer", () => {
  it("reads the examples of RFC 6901, section 5", () => {
    const document = {
      foo: ["bar", "baz"],
      "": 0,
      "a/b": 1,
      "c%d": 2,
      "e^f": 3,
      "g|h": 4,
      "i\\j": 5,
      'k"l': 6,
      " ": 7,
      "m~n": 8,
    };
    const found = ["", "/foo", "/foo/0", "/", "/a~1b", "/c%d", "/e^f", "/g|h", "/i\\j", '/k"l', "/ ", "/m~0n"].map(
      (pointer) => jsonPointer(pointer)(document),
    );
    assert.deepEqual(found, [document, ["bar", "baz"], "bar", 0, 1, 2, 3, 4, 5, 6, 7, 8]);
    for (const pointer of ["/nowhere", "/foo/2", "/foo/length/x", "/constructor", "/foo/-1"])
      assert.equal(jsonPointer(pointer)(document), undefined);
  });
});

describe("a topic filter", () => {
  const cases: readonly (readonly [string, string, boolean])[] = [
    ["plant/+/telemetry", "plant/a/telemetry", true],
    ["plant/+/telemetry", "plant/a/b/telemetry", false],
    ["plant/#", "plant", true],
    ["plant/#", "plant/a/b", true],
    ["#", "$SYS/load", false],
    ["+/load", "$SYS/load", false],
    ["$SYS/#", "$SYS/load", true],
    ["+", "/a", false],
    ["/+", "/a", true],
    ["a", "A", false],
  ];
  for (const [filter, topic, expected] of cases) {
    it(`${filter} ${expected ? "takes" : "leaves"} ${topic}`, () =>
      assert.equal(topicMatches(filter, topic), expected));
  }
  it("is refused where a wildcard is not a level", () => {
    assert.deepEqual(["a/+/b", "#", "a/#", "a#", "a/#/b", "a+/b", ""].map(isTopicFilter), [
      true,
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe("a topic pattern", () => {
  it("is subscribed to with its named levels open, and gives back what they say", () => {
    const pattern = topicPattern("plant/{line}/+/{asset}/#");
    assert.equal(pattern.filter, "plant/+/+/+/#");
    const parts = namedParts(pattern, "plant/l1/x/m1/a/b");
    assert.deepEqual(parts && Object.fromEntries(parts), { line: "l1", asset: "m1" });
    assert.equal(namedParts(pattern, "plant/l1"), undefined);
  });

  for (const text of ["a/x{b}", "a/{b", "{a}/{a}", "{}", "a/#/b", "{1}"]) {
    it(`${text} is refused at deploy`, () => assert.throws(() => topicPattern(text), { code: "TWIN-SOURCE-006" }));
  }
});

describe("a time", () => {
  it("is read from every text that toISOString makes", () => {
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true, min: new Date(0), max: new Date("9999-12-31") }), (date) => {
        assert.equal(readTime(date.toISOString(), "ms"), date.getTime());
        assert.equal(readTime(date, "ms"), date.getTime());
      }),
    );
  });
  it("is NaN where it is none, and never throws", () => {
    for (const text of ["yesterday", "2026-01-01", "2026-13-01T00:00:00Z", "12:00", true, {}, [], Symbol("x")]) {
      assert.ok(Number.isNaN(readTime(text, "ms")), String(text));
    }
    fc.assert(fc.property(fc.anything(), (time) => ["number", "undefined"].includes(typeof readTime(time, "s"))));
  });
});

describe("a line of CSV", () => {
  it("gives back the cells that were quoted into it", () => {
    const cell = fc.string().filter((text) => !/[\r\n]/.test(text));
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1 }), (cells) => {
        const line = cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(",");
        assert.deepEqual(csvCells(line, ","), cells);
      }),
    );
  });
});

describe("any message from the wire", () => {
  it("is answered by done exactly once, with no uncaught exception", () => {
    const anything = fc.anything({ withNullPrototype: true, withBigInt: true, withTypedArray: true, withDate: true });
    const values = fc.oneof(anything, fc.double(), fc.constant("12"), fc.constant("{"));
    const shapes = fc.oneof(
      fc.record({ payload: anything }),
      fc.record(
        {
          topic: fc.constantFrom("speed", 7, ""),
          payload: values,
          statusCode: anything,
          sourceTimestamp: anything,
        },
        { requiredKeys: [] },
      ),
      fc.record({
        payload: fc.array(
          fc.record(
            { channel: fc.constantFrom("speed", 1), value: values, time: values, quality: values },
            { requiredKeys: [] },
          ),
        ),
      }),
      fc.record({
        payload: fc.record({
          schema: fc.constant("twinloom/telemetry@1"),
          asset: anything,
          series: anything,
        }),
      }),
      fc.record({
        payload: fc.array(fc.nat(70_000)),
        responseBuffer: fc.record({ data: anything, buffer: anything }),
        modbusRequest: anything,
      }),
      fc.record({
        payload: fc.record({
          samples: values,
          sampleRateHz: values,
          unit: anything,
          time: values,
          channel: fc.constant("speed"),
        }),
      }),
      fc.record({
        payload: fc.array(fc.record({ value: fc.record({ dataType: anything, value: values }) })),
        topic: fc.array(anything),
      }),
    );
    fc.assert(
      fc.property(fc.array(shapes, { maxLength: 5 }), (messages) => {
        const source = startSource({ asset: "m1" }, { clock: manualClock(NOW) });
        const input = orderedInput((message) => source.input(message) ?? null);
        let done = 0;
        for (const message of messages)
          input.push(
            message as Record<string, unknown>,
            () => undefined,
            (error) => {
              assert.equal(error, undefined);
              done++;
            },
          );
        assert.equal(done, messages.length);
      }),
      { numRuns: 1000 },
    );
  });
});
