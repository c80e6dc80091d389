import assert from "node:assert/strict";
import { makeSeries } from "../../../models/telemetry/series-view.ts";
import { TELEMETRY_TAG } from "../../../models/telemetry/telemetry.ts";
import { closing, HOUR, MINUTE, START, startExtractor, telemetry } from "./extractor.ts";

const codes = (failures: readonly { code: string }[]): string[] => failures.map(({ code }) => code);

describe("bad input of the feature extractor", () => {
  it("is refused with a code and the field when it is no telemetry", () => {
    const { send } = startExtractor();
    const good = closing(START);
    const wrong: unknown[] = [
      undefined,
      42,
      [good],
      { ...good, schema: "twinloom/features@1" },
      { ...good, asset: "" },
      { ...good, time: "now" },
      { ...good, values: null },
      { ...good, series: [] },
      { ...good, waveforms: {} },
    ];
    for (const payload of wrong) assert.throws(() => send(payload), { code: "TWIN-KIT-008" });
  });

  it("does not take the message's other channels with it", () => {
    const { send, features, failures } = startExtractor();
    const message = telemetry({ pressure: [[START, 7]] });
    const broken = { unit: "1/min", n: 3, t: Buffer.alloc(8), v: Buffer.alloc(8) };
    send({ ...message, series: { speed: broken, ...message.series }, waveforms: [null] });
    send(closing(START + HOUR));
    assert.deepEqual(codes(failures), ["TWIN-TELEMETRY-002", "TWIN-KIT-008"]);
    assert.equal(features[0]?.values["pressure.mean"], 7);
  });

  it("is named once where a channel is unknown or in another unit, and the reason stands in missing", () => {
    const { send, features, failures } = startExtractor();
    for (let minute = 0; minute < 3; minute++) {
      const time = START + minute * MINUTE;
      const series = { speed: makeSeries("1/s", [time], [25]), mystery: makeSeries("bar", [time], [1]) };
      send({ schema: TELEMETRY_TAG, asset: "m-1", time, values: {}, series });
    }
    send(closing(START));
    send(closing(START + HOUR));
    assert.deepEqual(codes(failures), ["TWIN-FEATURES-004", "TWIN-FEATURES-003"]);
    assert.match(features[0]?.missing["speed.mean"] ?? "", /1\/s.*1\/min/);
    assert.equal(features[0]?.values["pressure.mean"], 5);
  });

  it("leaves out and counts NaN, impossible and bad samples", () => {
    const { send, features } = startExtractor();
    send(
      telemetry({
        pressure: [
          [START, 4],
          [START + 1, Number.NaN],
          [START + 2, -3],
          [START + 3, 6],
          [START + 4, 50, 2],
        ],
      }),
    );
    send(
      telemetry({
        pressure: [
          [START + 5, 8],
          [START + 6, 10],
        ],
      }),
    );
    send(closing(START + HOUR));
    assert.deepEqual(features[0]?.samples?.["pressure"], { good: 4, bad: 3 });
    assert.equal(features[0]?.values["pressure.mean"], 7);
    assert.equal(features[0]?.values["pressure.max"], 10);
  });

  it("makes features missing, with the reason, where too few samples are good", () => {
    const { send, features } = startExtractor();
    send(
      telemetry({
        pressure: [
          [START, 4],
          [START + 1, Number.NaN],
          [START + 2, Number.NaN],
        ],
        speed: [[START, 1500]],
      }),
    );
    send(closing(START + HOUR));
    assert.equal(features[0]?.values["pressure.mean"], undefined);
    assert.equal(features[0]?.missing["pressure.mean"], "2 of 3 samples are bad");
    assert.equal(features[0]?.missing["speed.std"], "too few samples");
    assert.equal(features[0]?.missing["vibration.rms"], "no waveform");
  });

  it("shows a bad newest sample as bad, with its own time", () => {
    const { send, features } = startExtractor();
    send(telemetry({ pressure: [[START, 4]], speed: [[START, 1500, 1]] }));
    send(telemetry({ pressure: [[START + 1000, 400]] }));
    send(telemetry({ speed: [[START + HOUR, 1500, 1]] }));
    const latest = features[0]?.latest;
    assert.deepEqual(latest?.["pressure"], { value: 400, unit: "bar", time: START + 1000, quality: "bad" });
    assert.equal(latest?.["speed"]?.quality, "uncertain");
  });

  it("counts and reports samples without a valid time", () => {
    const { send, failures, features } = startExtractor();
    send(
      telemetry({
        pressure: [
          [Number.NaN, 4],
          [START, 5],
          [Number.POSITIVE_INFINITY, 6],
        ],
      }),
    );
    send(closing(START + HOUR));
    assert.deepEqual(codes(failures), ["TWIN-FEATURES-007"]);
    assert.equal(features.length, 1);
  });

  it("does not make numbers of texts and nulls among plain values", () => {
    const { send, features } = startExtractor();
    const values = { pressure: null, speed: "1500" };
    send({ schema: TELEMETRY_TAG, asset: "m-1", time: START, values });
    send({ schema: TELEMETRY_TAG, asset: "m-1", time: START + HOUR, values: { pressure: 3 } });
    assert.deepEqual(features[0]?.samples?.["pressure"], { good: 0, bad: 1 });
    assert.deepEqual(features[0]?.samples?.["speed"], { good: 0, bad: 1 });
  });

  it("reads plain values as samples where a message has no series", () => {
    const { send, features, failures } = startExtractor();
    for (let minute = 0; minute <= 60; minute++) {
      send({ schema: TELEMETRY_TAG, asset: "m-1", time: START + minute * MINUTE, values: { pressure: minute } });
    }
    assert.deepEqual(failures, []);
    assert.equal(features[0]?.values["pressure.mean"], 29.5);
    assert.ok(Math.abs((features[0]?.values["pressure.slopePerDay"] ?? 0) - 1440) < 1e-6);
  });

  it("ends at so many assets that memory stays bounded", () => {
    const { send } = startExtractor();
    for (let i = 0; i < 10_000; i++) send(telemetry({}, { asset: `m-${i}`, waveforms: [] }));
    assert.throws(() => send(closing(START, "one-more")), { code: "TWIN-FEATURES-006" });
    send(closing(START, "m-7"));
  });
});
