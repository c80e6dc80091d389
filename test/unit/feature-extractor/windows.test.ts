import assert from "node:assert/strict";
import fc from "fast-check";
import { closing, HOUR, MINUTE, START, startExtractor, telemetry } from "./extractor.ts";

describe("windows of the feature extractor", () => {
  it("hold the samples of their hour of data time and say so", () => {
    const { send, features, failures } = startExtractor();
    send(
      telemetry({
        pressure: [
          [START, 1],
          [START + 30 * MINUTE, 2],
          [START + 59 * MINUTE, 6],
        ],
      }),
    );
    assert.equal(features.length, 0);
    send(closing(START + HOUR));
    const [first] = features;
    assert.equal(features.length, 1);
    assert.deepEqual([first?.windowStart, first?.windowEnd, first?.time], [START, START + HOUR, START + HOUR]);
    assert.deepEqual(first?.lineage, { flowRevision: "test-revision", fromMs: START, toMs: START + HOUR });
    assert.equal(first?.values["pressure.mean"], 3);
    assert.equal(first?.values["pressure.max"], 6);
    assert.equal(first?.units["pressure.slopePerDay"], "bar/d");
    assert.deepEqual(first?.samples?.["pressure"], { good: 3, bad: 0 });
    assert.deepEqual(first?.latest["pressure"], { value: 5, unit: "bar", time: START + HOUR, quality: "good" });
    assert.equal(failures.length, 0);
  });

  it("are told of as stale while no data comes, though the last ones were right", () => {
    const { send, statuses, clock } = startExtractor();
    for (let second = 0; second < 3; second++) {
      send(closing(START + second * HOUR));
      clock.advance(5000);
    }
    assert.deepEqual(statuses.at(-1), { level: "ok", text: "1 machine" });
    clock.advance(5 * MINUTE);
    assert.deepEqual(statuses.at(-1), { level: "warning", text: "stale 5 min" });
    send(telemetry({ pressure: [[START + 3 * HOUR, 1]] }));
    assert.deepEqual(statuses.at(-1), { level: "ok", text: "1 machine" });
  });

  it("keep every machine in windows of its own", () => {
    const { send, features } = startExtractor();
    send(telemetry({ pressure: [[START, 10]] }, { asset: "m-1" }));
    send(telemetry({ pressure: [[START, 20]] }, { asset: "m-2" }));
    send(closing(START + HOUR, "m-1"));
    assert.deepEqual(
      features.map(({ asset, values }) => [asset, values["pressure.mean"]]),
      [["m-1", 10]],
    );
    send(closing(START + HOUR, "m-2"));
    assert.deepEqual([features[1]?.asset, features[1]?.values["pressure.mean"]], ["m-2", 20]);
  });

  it("split a batch that reaches over their end", () => {
    const { send, features } = startExtractor();
    const samples = Array.from({ length: 150 }, (_, i) => [START + i * MINUTE, i / 2] as const);
    send(telemetry({ pressure: samples, speed: samples }));
    assert.deepEqual(
      features.map(({ values }) => values["pressure.mean"]),
      [14.75, 44.75],
    );
    assert.deepEqual(
      features.map(({ values }) => values["speed.min"]),
      [0, 30],
    );
  });

  it("take late samples within the allowed lateness, and count and report later ones", () => {
    const { send, features, failures } = startExtractor({ latenessSeconds: 300 });
    send(telemetry({ pressure: [[START, 1]] }));
    send(closing(START + HOUR + 4 * MINUTE));
    send(telemetry({ pressure: [[START + 50 * MINUTE, 3]] }));
    assert.equal(features.length, 0);
    send(closing(START + HOUR + 5 * MINUTE));
    assert.deepEqual(features[0]?.samples?.["pressure"], { good: 2, bad: 0 });
    assert.equal(failures.length, 0);
    send(
      telemetry({
        pressure: [
          [START + 55 * MINUTE, 9],
          [START + 56 * MINUTE, 9],
        ],
      }),
    );
    assert.deepEqual(
      failures.map(({ code }) => code),
      ["TWIN-FEATURES-002"],
    );
    assert.match(failures[0]?.message ?? "", /2 samples of m-1/);
    send(telemetry({ pressure: [[START + 57 * MINUTE, 9]] }));
    assert.equal(failures.length, 1, "one report is enough until the next window");
    send(closing(START + 2 * HOUR + 5 * MINUTE));
    assert.match(failures[1]?.message ?? "", /1 samples of m-1/);
    assert.equal(features.length, 2);
  });

  it("skip hours of silence instead of sending empty windows", () => {
    const { send, features } = startExtractor();
    send(closing(START));
    send(closing(START + 1000 * 24 * HOUR));
    send(closing(START + 1000 * 24 * HOUR + HOUR));
    assert.deepEqual(
      features.map(({ windowEnd }) => windowEnd - START),
      [HOUR, 1000 * 24 * HOUR + HOUR],
    );
  });

  it("overlap when the hop is shorter, and each has exactly its own samples", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(5, 10, 20, 60),
        fc.uniqueArray(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 60 }),
        (hopMinutes, minutes) => {
          const { send, features } = startExtractor({ windowMinutes: 60, hopMinutes });
          const times = minutes.sort((a, b) => a - b).map((minute) => START + minute * MINUTE);
          for (const time of times) send(telemetry({ pressure: [[time, (time - START) / MINUTE / 4]] }));
          send(closing(START + 1000 * HOUR));
          for (const { windowStart, windowEnd, samples, values } of features) {
            const inside = times.filter((time) => time >= windowStart && time < windowEnd);
            assert.equal(samples?.["pressure"]?.good, inside.length);
            const mean = inside.reduce((sum, time) => sum + (time - START) / MINUTE / 4, 0) / inside.length;
            assert.ok(Math.abs((values["pressure.mean"] ?? Number.NaN) - mean) < 1e-9);
          }
          const ends = new Set(features.map(({ windowEnd }) => windowEnd));
          assert.equal(ends.size, features.length);
          for (const time of times) {
            const covering = features.filter((each) => time >= each.windowStart && time < each.windowEnd);
            assert.equal(covering.length, 60 / hopMinutes);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it("are the same for the same samples in other batches", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 80 }), (size) => {
        const samples = Array.from({ length: 200 }, (_, i) => [START + i * MINUTE, 50 + Math.sin(i)] as const);
        const whole = startExtractor();
        whole.send(telemetry({ pressure: samples }));
        const parts = startExtractor();
        for (let from = 0; from < 200; from += size)
          parts.send(telemetry({ pressure: samples.slice(from, from + size) }));
        assert.deepEqual(
          parts.features.map(({ windowEnd, samples: counts }) => [windowEnd, counts]),
          whole.features.map(({ windowEnd, samples: counts }) => [windowEnd, counts]),
        );
        parts.features.forEach(({ values }, i) => {
          for (const [name, value] of Object.entries(values)) {
            assert.ok(Math.abs(value - (whole.features[i]?.values[name] ?? Number.NaN)) < 1e-6, name);
          }
        });
      }),
      { numRuns: 20 },
    );
  });

  it("need a hop that divides the window", () => {
    assert.throws(() => startExtractor({ windowMinutes: 60, hopMinutes: 7 }), { code: "TWIN-FEATURES-001" });
    assert.throws(() => startExtractor({ windowMinutes: 60, hopMinutes: 120 }), { code: "TWIN-FEATURES-001" });
    assert.throws(() => startExtractor({ windowMinutes: 60, hopMinutes: 0.01 }), { code: "TWIN-FEATURES-001" });
  });
});
