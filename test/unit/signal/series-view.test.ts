import assert from "node:assert/strict";
import { runInNewContext } from "node:vm";
import { makeSeries, makeWaveform, samplesView, seriesView } from "../../../models/telemetry/series-view.ts";
import type { Series } from "../../../models/telemetry/telemetry.ts";

const shifted = (bytes: Buffer): Buffer => Buffer.concat([Buffer.alloc(1), bytes]).subarray(1);
const asBytes = (other: unknown): Buffer => other as Buffer;

describe("samples on the wire", () => {
  const series = makeSeries("bar", [1000, 2000, 3000], [1.5, Number.NaN, -3], [0, 2, 1]);

  it("come out as they went in", () => {
    const view = seriesView(series);
    assert.equal(view.n, 3);
    assert.deepEqual([...view.timesMs], [1000, 2000, 3000]);
    assert.deepEqual([...view.values], [1.5, Number.NaN, -3]);
    assert.deepEqual([...(view.qualities ?? [])], [0, 2, 1]);
    assert.equal(seriesView(makeSeries("bar", [1], [2])).qualities, undefined);
  });

  it("are not copied to be read", () => {
    assert.equal(seriesView(series).values.buffer, series.v.buffer);
    const waveform = makeWaveform("vibration", "m/s2", 25_600, 0, [1, 2, 3]);
    assert.equal(samplesView(waveform).buffer, waveform.samples.buffer);
  });

  it("are read from Buffers that lie at an odd address", () => {
    const odd: Series = { ...series, t: shifted(series.t), v: shifted(series.v) };
    assert.notEqual(odd.v.byteOffset % 8, 0);
    assert.deepEqual([...seriesView(odd).values], [1.5, Number.NaN, -3]);
    const waveform = makeWaveform("vibration", "m/s2", 25_600, 0, [1, 2, 3]);
    assert.deepEqual([...samplesView({ ...waveform, samples: shifted(waveform.samples) })], [1, 2, 3]);
  });

  it("are understood as typed arrays, plain arrays and Buffers that went through JSON", () => {
    const through = JSON.parse(JSON.stringify(series)) as Series;
    assert.deepEqual([...seriesView(through).timesMs], [1000, 2000, 3000]);
    const plain = { ...series, t: asBytes([1, 2, 3]), v: asBytes(Float64Array.of(4, 5, 6)), q: asBytes([0, 0, 2]) };
    assert.deepEqual([...seriesView(plain).values], [4, 5, 6]);
    for (const samples of [Float32Array.of(1, 2), Float64Array.of(1, 2), Int16Array.of(1, 2), [1, 2]]) {
      assert.deepEqual([...samplesView({ channel: "vibration", samples: asBytes(samples) })], [1, 2]);
    }
  });

  it("are read from the arrays of another realm, which is where function nodes run", () => {
    const foreign = (code: string): Buffer => asBytes(runInNewContext(code));
    const floats = foreign("Float32Array.of(1, 2)");
    const bytes = foreign("new Uint8Array(Float32Array.of(1, 2).buffer)");
    for (const samples of [floats, bytes]) {
      assert.deepEqual([...samplesView({ channel: "vibration", samples })], [1, 2]);
    }
    const plain = { unit: "bar", n: 2, t: foreign("[1, 2]"), v: foreign("Float64Array.of(5, 6)") };
    assert.deepEqual([...seriesView(plain).values], [5, 6]);
  });

  it("are refused, with a code, where they are not what they say", () => {
    assert.throws(() => seriesView({ ...series, n: 4 }), { code: "TWIN-TELEMETRY-002" });
    assert.throws(() => seriesView({ ...series, v: asBytes("1,2,3") }), { code: "TWIN-TELEMETRY-001" });
    assert.throws(() => seriesView({ ...series, q: asBytes([0]) }), { code: "TWIN-TELEMETRY-002" });
    assert.throws(() => makeSeries("bar", [], []), { code: "TWIN-TELEMETRY-003" });
    assert.throws(() => makeSeries("bar", [1, 2], [1]), { code: "TWIN-TELEMETRY-002" });
    assert.throws(() => makeWaveform("vibration", "g", 1, 0, []), { code: "TWIN-TELEMETRY-003" });
    assert.throws(() => samplesView({ channel: "vibration", samples: Buffer.alloc(7) }), {
      code: "TWIN-TELEMETRY-002",
    });
    assert.throws(() => samplesView({ channel: "vibration", samples: Buffer.alloc(0) }), {
      code: "TWIN-TELEMETRY-003",
    });
    assert.throws(() => samplesView({ channel: "vibration", samples: asBytes({}) }), { code: "TWIN-TELEMETRY-001" });
  });
});
