import assert from "node:assert/strict";
import fc from "fast-check";
import { isTelemetry, telemetryFault } from "../../../models/telemetry/check-telemetry.ts";
import { makeSeries, makeWaveform } from "../../../models/telemetry/series-view.ts";

const good = {
  schema: "twinloom/telemetry@1",
  asset: "pump-1",
  time: 1,
  values: { flow: 2 },
  series: { flow: makeSeries("m3/h", [1], [2], [0]) },
  waveforms: [makeWaveform("vibration", "m/s2", 25_600, 1, [1, 2])],
};

describe("the check of a telemetry message", () => {
  it("takes a whole message and one without samples", () => {
    assert.equal(telemetryFault(good), undefined);
    assert.equal(telemetryFault({ schema: good.schema, asset: "a", time: 0, values: {} }), undefined);
  });

  const series = (change: object) => ({ ...good, series: { flow: { ...good.series.flow, ...change } } });
  const waveform = (change: object) => ({ ...good, waveforms: [{ ...good.waveforms[0], ...change }] });
  const faults: readonly (readonly [unknown, RegExp])[] = [
    [null, /null/],
    ["text", /string/],
    [{ ...good, schema: "twinloom/telemetry@2" }, /schema/],
    [{ ...good, asset: "" }, /asset/],
    [{ ...good, time: "now" }, /time/],
    [{ ...good, time: Number.NaN }, /time/],
    [{ ...good, values: { flow: "2" } }, /values.flow/],
    [{ ...good, series: [] }, /series/],
    [series({ n: 2 }), /series.flow.t is not 2/],
    [series({ n: 0.5 }), /series.flow.n/],
    [series({ v: Buffer.alloc(7) }), /series.flow.v/],
    [series({ q: Buffer.alloc(2) }), /series.flow.q/],
    [series({ unit: undefined }), /series.flow.unit/],
    [waveform({ samples: Buffer.alloc(5) }), /float32/],
    [waveform({ sampleRateHz: 0 }), /sampleRateHz/],
    [waveform({ startTime: null }), /startTime/],
  ];
  for (const [payload, reason] of faults) {
    it(`says what is wrong: ${reason.source}`, () => assert.match(telemetryFault(payload) ?? "", reason));
  }

  it("never throws, whatever it gets", () => {
    const broken = fc.record(
      {
        schema: fc.constant(good.schema),
        asset: fc.anything(),
        time: fc.anything(),
        values: fc.anything(),
        series: fc.anything(),
        waveforms: fc.anything(),
      },
      { requiredKeys: [] },
    );
    fc.assert(fc.property(fc.oneof(fc.anything(), broken), (payload) => typeof isTelemetry(payload) === "boolean"));
  });
});
