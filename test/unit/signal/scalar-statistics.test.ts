import assert from "node:assert/strict";
import fc from "fast-check";
import { accumulate, SLOTS } from "../../../models/signal/scalar-accumulator.ts";
import {
  addAccumulator,
  emptyStatistics,
  SCALAR_FEATURES,
  type ScalarStatistics,
  scalarFeature,
} from "../../../models/signal/scalar-statistics.ts";
import { QUALITY } from "../../../models/telemetry/quality.ts";
import { makeSeries, seriesView } from "../../../models/telemetry/series-view.ts";
import { assertNear } from "./bearing-signal.ts";

const START = Date.UTC(2026, 5, 1);
const DAY = 86_400_000;
const ANY = { min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY };

/** Statistics of samples cut into runs of `step`, each in an accumulator of its own. */
const statisticsOf = (
  times: readonly number[],
  values: readonly number[],
  { step = 1e9, qualities, plausible = ANY }: { step?: number; qualities?: number[]; plausible?: typeof ANY } = {},
): ScalarStatistics => {
  const statistics = emptyStatistics();
  for (let from = 0; from < times.length; from += step) {
    const part = <T>(all: readonly T[]): T[] => all.slice(from, from + step);
    const view = seriesView(makeSeries("bar", part(times), part(values), qualities && part(qualities)));
    const sums = new Float64Array(SLOTS);
    accumulate(sums, 0, view, 0, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, plausible);
    addAccumulator(statistics, sums, 0);
  }
  return statistics;
};

const timesOf = (n: number): number[] => Array.from({ length: n }, (_, i) => START + 1000 * i + 300 * Math.sin(i));

describe("statistics of a scalar channel", () => {
  it("are the textbook's", () => {
    const statistics = statisticsOf([START, START + DAY, START + 2 * DAY], [1, 2, 6]);
    assertNear(scalarFeature("mean", statistics), 3, 1e-14);
    assertNear(scalarFeature("std", statistics), Math.sqrt(14 / 3), 1e-14);
    assert.equal(scalarFeature("min", statistics), 1);
    assert.equal(scalarFeature("max", statistics), 6);
    assertNear(scalarFeature("rms", statistics), Math.sqrt(41 / 3), 1e-14);
    assertNear(scalarFeature("slopePerDay", statistics), 2.5, 1e-14);
  });

  it("find a slope by time, not by index, however uneven the samples are", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 3_600_000 }), { minLength: 3, maxLength: 100 }),
        fc.double({ min: -1e3, max: 1e3, noNaN: true }),
        (offsets, slopePerDay) => {
          const times = offsets.sort((a, b) => a - b).map((ms) => START + ms);
          const values = times.map((time) => 50 + (slopePerDay * (time - START)) / DAY);
          const found = scalarFeature("slopePerDay", statisticsOf(times, values));
          assert.ok(Math.abs(found - slopePerDay) <= 1e-6 * Math.max(1, Math.abs(slopePerDay)));
        },
      ),
    );
  });

  it("are the same however the window is cut into parts", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 5, maxLength: 200 }),
        fc.integer({ min: 1, max: 50 }),
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        (noise, step, level) => {
          const values = noise.map((x) => level + x);
          const whole = statisticsOf(timesOf(values.length), values);
          const parts = statisticsOf(timesOf(values.length), values, { step });
          for (const feature of SCALAR_FEATURES) {
            const expected = scalarFeature(feature, whole);
            const scale = feature === "slopePerDay" ? 1e4 : 1;
            const allowed = 1e-9 * Math.max(Math.abs(expected), Math.abs(level), scale);
            assert.ok(Math.abs(scalarFeature(feature, parts) - expected) <= allowed, feature);
          }
        },
      ),
    );
  });

  it("keep their digits on a large mean with a small spread", () => {
    const values = Array.from({ length: 1000 }, (_, i) => 1e6 + 1e-3 * (i % 2));
    assertNear(scalarFeature("std", statisticsOf(timesOf(1000), values, { step: 100 })), 5e-4, 1e-6);
  });

  it("count NaN, infinite, impossible and bad samples and leave them out", () => {
    const values = [1, Number.NaN, 2, Number.POSITIVE_INFINITY, 3, -40, 1e9, 7];
    const qualities = values.map(() => QUALITY.good as number);
    qualities[7] = QUALITY.bad;
    const statistics = statisticsOf(timesOf(values.length), values, { qualities, plausible: { min: 0, max: 100 } });
    assert.deepEqual([statistics.good, statistics.bad], [3, 5]);
    assert.equal(scalarFeature("mean", statistics), 2);
    assert.equal(scalarFeature("max", statistics), 3);
  });

  it("keep uncertain samples", () => {
    const statistics = statisticsOf(timesOf(2), [1, 3], { qualities: [QUALITY.uncertain, QUALITY.good] });
    assert.deepEqual([statistics.good, statistics.mean], [2, 2]);
  });

  it("have no value where there are too few samples for it", () => {
    const none = emptyStatistics();
    for (const feature of SCALAR_FEATURES) assert.ok(Number.isNaN(scalarFeature(feature, none)), feature);
    const one = statisticsOf([START], [5]);
    assert.equal(scalarFeature("mean", one), 5);
    assert.ok(Number.isNaN(scalarFeature("std", one)));
    const two = statisticsOf([START, START + 1000], [5, 6]);
    assert.ok(Number.isNaN(scalarFeature("slopePerDay", two)));
    const sameTime = statisticsOf([START, START, START], [5, 6, 7]);
    assert.ok(Number.isNaN(scalarFeature("slopePerDay", sameTime)));
  });

  it("stop at the first sample outside of the span", () => {
    const view = seriesView(makeSeries("bar", [10, 20, 30, 40], [1, 2, 3, 4]));
    const sums = new Float64Array(SLOTS);
    assert.equal(accumulate(sums, 0, view, 1, 20, 40, ANY), 3);
    assert.equal(accumulate(sums, 0, view, 3, 20, 40, ANY), 3);
  });
});
