import assert from "node:assert/strict";
import fc from "fast-check";
import { joinWaveforms } from "../../../models/telemetry/join-waveforms.ts";
import { makeSeries, makeWaveform, seriesView } from "../../../models/telemetry/series-view.ts";
import { TELEMETRY_TAG, type Telemetry } from "../../../models/telemetry/telemetry.ts";

const times = fc
  .uniqueArray(fc.integer({ min: 0, max: 50 }), { maxLength: 30 })
  .map((all) => all.sort((a, b) => a - b));
const waves = fc.array(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.constantFrom("x", "y")), { maxLength: 12 });

const batchOf = (channels: Readonly<Record<string, readonly number[]>>): Telemetry | undefined => {
  const filled = Object.entries(channels).filter(([, one]) => one.length > 0);
  if (filled.length === 0) return undefined;
  const series = Object.fromEntries(
    // every third reading is bad
    filled.map(([name, one]) => [
      name,
      makeSeries(
        "bar",
        one,
        one,
        one.map((time) => (time % 3 === 0 ? 2 : 0)),
      ),
    ]),
  );
  return { schema: TELEMETRY_TAG, asset: "m", time: Math.max(...filled.flatMap(([, one]) => one)), values: {}, series };
};

const all = async (pieces: AsyncIterable<Telemetry>): Promise<Telemetry[]> => {
  const found: Telemetry[] = [];
  for await (const piece of pieces) found.push(piece);
  return found;
};

describe("readings and waveforms of one time", () => {
  it("come in the order in which they were measured, each once, and a waveform with the readings up to it", async () => {
    await fc.assert(
      fc.asyncProperty(times, times, waves, async (a, b, found) => {
        const waveforms = found
          .map(([startTime, channel]) => makeWaveform(channel, "m/s2", 1000, startTime, [startTime]))
          .sort((one, other) => one.startTime - other.startTime);
        const pieces = await all(joinWaveforms("m", batchOf({ a, b }), waveforms));
        assert.deepEqual(
          pieces.flatMap((piece) => piece.waveforms ?? []),
          waveforms,
        );
        for (const [name, expected] of Object.entries({ a, b })) {
          const parts = pieces.flatMap(({ series = {} }) => series[name] ?? []).map(seriesView);
          assert.deepEqual(
            parts.flatMap(({ values }) => [...values]),
            expected,
          );
          assert.deepEqual(
            parts.flatMap(({ qualities = [] }) => [...qualities]),
            expected.map((time) => (time % 3 === 0 ? 2 : 0)),
          );
        }
        let last = Number.NEGATIVE_INFINITY;
        for (const { time, values, series = {}, waveforms: own = [] } of pieces) {
          const seen = Object.values(series).flatMap((one) => [...seriesView(one).timesMs]);
          for (const moment of seen) assert.ok(moment > last && moment <= time);
          for (const { startTime } of own) assert.equal(startTime, time);
          for (const [name, value] of Object.entries(values)) {
            const good = [...seriesView(series[name] ?? makeSeries("", [0], [0])).values].filter(
              (one) => one % 3 !== 0,
            );
            assert.equal(value, good.at(-1));
          }
          last = time;
        }
      }),
    );
  });

  it("are the batch itself where there is no waveform", async () => {
    const batch = batchOf({ a: [1, 2] });
    assert.deepEqual(await all(joinWaveforms("m", batch, [])), [batch]);
    assert.equal((await all(joinWaveforms("m", batch, [])))[0], batch);
    assert.deepEqual(await all(joinWaveforms("m", undefined, [])), []);
  });
});
