import assert from "node:assert/strict";
import fc from "fast-check";
import { spindleType } from "../../sensor-source/spindle-type.ts";
import { manualClock } from "../../support/fake-world.ts";
import { startSource } from "../../support/live-source.ts";

const NOW = Date.UTC(2026, 5, 1);
const T0 = NOW - 60_000;

const open = (settings: Record<string, unknown> = {}) => {
  const clock = manualClock(NOW);
  const source = startSource({ asset: "spindle-1", batchSamples: 1, ...settings }, { assetType: spindleType, clock });
  return {
    ...source,
    clock,
    send: (value: unknown, time: unknown, topic = "torque") => source.input({ topic, payload: [{ value, time }] }),
  };
};

describe("each reading is checked", () => {
  const bad: readonly (readonly [what: string, value: unknown, time: unknown, code: number])[] = [
    ["a text", "fast", T0 + 1, 12],
    ["nothing", null, T0 + 1, 12],
    ["an object", {}, T0 + 1, 12],
    ["NaN", Number.NaN, T0 + 1, 13],
    ["infinity", Number.POSITIVE_INFINITY, T0 + 1, 13],
    ["a value that no torque can have", 5000, T0 + 1, 14],
    ["no time", 1, undefined, 15],
    ["1970", 1, 0, 16],
    ["seconds in place of milliseconds", 1, T0 / 1000, 16],
    ["next year", 1, NOW + 366 * 86_400_000, 17],
    ["more than the allowed lead", 1, NOW + 60_001, 17],
    ["the same time again", 1, T0, 18],
    ["an older time", 1, T0 - 1, 19],
    ["a word for a time", 1, "yesterday", 23],
    ["NaN for a time", 1, Number.NaN, 23],
  ];
  for (const [what, value, time, code] of bad) {
    it(`${what} has its own code, is kept with its reason, and the next good one gets through`, async () => {
      const source = open();
      source.send(1, T0);
      source.send(value, time);
      source.send(2, T0 + 2);
      const expected = `TWIN-SOURCE-0${code}`;
      assert.deepEqual(
        source.refused().map((refused) => refused.code),
        [expected],
      );
      assert.deepEqual(
        source.failures.map((failure) => failure.code),
        [expected],
      );
      const [refused] = source.refused();
      assert.deepEqual([refused?.asset, refused?.tag, refused?.channel], ["spindle-1", "torque", "torque"]);
      const good = source.samples("torque").filter(([, , quality]) => quality === 0);
      assert.deepEqual(good, [
        [T0, 1, 0],
        [T0 + 2, 2, 0],
      ]);
      await source.close();
    });
  }

  it("a value that can't be is sent on as bad, and not as the latest value", () => {
    const source = open();
    source.send(5000, T0);
    assert.deepEqual(source.samples("torque"), [[T0, 5000, 2]]);
    assert.deepEqual(source.telemetry()[0]?.values, {});
  });

  it("takes the receive time only where that is allowed", () => {
    const source = open({ missingTime: "receive" });
    source.send(1, undefined);
    assert.deepEqual(source.samples("torque"), [[NOW, 1, 0]]);
  });

  it("reads times in the unit that is set", () => {
    for (const [timeUnit, factor] of [
      ["s", 1e-3],
      ["us", 1e3],
      ["ns", 1e6],
    ] as const) {
      const source = open({ timeUnit });
      source.send(1, T0 * factor);
      assert.deepEqual(source.samples("torque"), [[T0, 1, 0]]);
    }
  });

  it("says that a reading has no asset", () => {
    const source = open({ asset: "" });
    source.send(1, T0);
    assert.deepEqual(
      source.refused().map(({ code }) => code),
      ["TWIN-SOURCE-021"],
    );
    source.input({ payload: [{ asset: "m7", channel: "torque", value: 1, time: T0 }] });
    assert.equal(source.telemetry()[0]?.asset, "m7");
  });

  it("reports the first of a code at once and then their number each minute, while the second port gets each", () => {
    const source = open();
    for (let i = 0; i < 1000; i++) source.send("fast", T0 + i);
    assert.equal(source.failures.length, 1);
    assert.equal(source.refused().length, 1000);
    source.clock.advance(60_000);
    source.send("fast", T0);
    assert.equal(source.failures.length, 1, "the code was counted within the last minute");
    source.clock.advance(180_000);
    source.send("fast", T0);
    assert.equal(source.failures.length, 2, "after a quiet minute it is news again");
  });

  it("keeps the last refused samples and counts all, and tells them when asked", () => {
    const source = open({ keepQuarantined: 3 });
    for (let i = 0; i < 5; i++) source.send(`text ${i}`, T0);
    const out = source.input({ payload: "quarantine" });
    assert.ok(Array.isArray(out));
    const { counts, refused } = out[1].payload;
    assert.deepEqual(counts, { "TWIN-SOURCE-012": 5 });
    assert.deepEqual(
      refused.map(({ value }: { value: unknown }) => value),
      ["text 2", "text 3", "text 4"],
    );
  });

  it("loses and invents nothing: every reading comes out once, in order, or is refused", () => {
    const reading = fc.record({
      channel: fc.constantFrom("speed", "torque", "nonsense"),
      asset: fc.constantFrom("a", "b"),
      value: fc.oneof(fc.double(), fc.integer(), fc.constant("x")),
      time: fc.integer({ min: T0 - 5, max: T0 + 50 }),
    });
    fc.assert(
      fc.property(
        fc.array(fc.array(reading, { minLength: 1 })),
        fc.integer({ min: 1, max: 10 }),
        (messages, batchSamples) => {
          const source = open({ batchSamples });
          for (const payload of messages) source.input({ payload });
          source.clock.advance(1000);
          let kept = 0;
          for (const asset of ["a", "b"]) {
            for (const channel of ["speed", "torque"]) {
              const samples = source.samples(channel, asset);
              kept += samples.length;
              assert.ok(samples.every(([time], i) => i === 0 || time > (samples[i - 1]?.[0] ?? 0)));
            }
          }
          const kept14 = source.refused().filter(({ code }) => code.endsWith("014")).length;
          assert.equal(kept + source.refused().length - kept14, messages.flat().length);
        },
      ),
    );
  });

  it("a late one is history: it is stored, and the live flow does not turn back for it", async () => {
    const stored: [number, number][] = [];
    const store = {
      write: async (points: readonly { timeMs: number; fields: Record<string, unknown> }[]) => {
        stored.push(...points.map(({ timeMs, fields }): [number, number] => [timeMs, Number(fields["value"])]));
      },
    };
    const settings = { asset: "spindle-1", batchSamples: 1 };
    const source = startSource(settings, { assetType: spindleType, clock: manualClock(NOW), store });
    for (const [value, time] of [
      [1, T0],
      [2, T0 - 5],
      [2, T0],
      [3, T0 + 1],
    ]) {
      source.input({ topic: "torque", payload: [{ value, time }] });
    }
    await source.close();
    assert.deepEqual(
      stored.sort(([a], [b]) => a - b),
      [
        [T0 - 5, 2],
        [T0, 1],
        [T0 + 1, 3],
      ],
    );
    assert.deepEqual(
      source.refused().map(({ code }) => code),
      ["TWIN-SOURCE-019", "TWIN-SOURCE-018"],
    );
    assert.deepEqual(
      source.samples("torque").map(([time]) => time),
      [T0, T0 + 1],
    );
  });
});
