import assert from "node:assert/strict";
import { scansOf } from "../../../models/backtest/scans-of.ts";
import { makeSeries, seriesView } from "../../../models/telemetry/series-view.ts";
import { TELEMETRY_TAG, type Telemetry } from "../../../models/telemetry/telemetry.ts";

describe("a batch as single scans", () => {
  it("is one message for each time, with what was measured then and nothing twice", () => {
    const series = { a: makeSeries("bar", [1, 2, 4], [10, 20, 40]), b: makeSeries("Cel", [2, 3], [5, 6]) };
    const scans = scansOf({ schema: TELEMETRY_TAG, asset: "m", time: 4, values: { a: 40, b: 6 }, series });
    assert.deepEqual(
      scans.map(({ time, values }) => [time, values]),
      [
        [1, { a: 10 }],
        [2, { a: 20, b: 5 }],
        [3, { b: 6 }],
        [4, { a: 40 }],
      ],
    );
    assert.deepEqual([...seriesView(scans[1]?.series?.["a"] ?? series.b).timesMs], [2]);
  });

  it("keeps waveforms with the last of them", () => {
    const waveform = { channel: "v", unit: "m/s2", sampleRateHz: 1, startTime: 3, samples: Buffer.alloc(4) };
    const batch: Telemetry = { schema: TELEMETRY_TAG, asset: "m", time: 3, values: {}, waveforms: [waveform] };
    assert.deepEqual(scansOf(batch), [batch]);
    const [first, last] = scansOf({ ...batch, series: { a: makeSeries("bar", [1, 2], [1, 2]) } });
    assert.deepEqual([first?.waveforms, last?.waveforms, last?.time], [undefined, [waveform], 3]);
  });
});
