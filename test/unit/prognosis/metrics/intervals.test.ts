import assert from "node:assert/strict";
import fc from "fast-check";
import { intervalCoverage } from "../../../../models/prognosis/metrics/interval-coverage.ts";
import { intervalScores } from "../../../../models/prognosis/metrics/interval-scores.ts";
import { meanWidth } from "../../../../models/prognosis/metrics/mean-width.ts";
import { splitByTruth } from "../../../../models/prognosis/metrics/split-by-truth.ts";
import { winklerScore } from "../../../../models/prognosis/metrics/winkler-score.ts";
import { sampleDistribution } from "../../../../models/prognosis/sample-distribution.ts";
import { closeTo } from "./close-to.ts";

const of = (lowHours: number, highHours: number, truth: number, confidence = 0.8) => ({
  interval: { confidence, lowHours, highHours },
  truth,
});
const hours = fc.double({ min: 0, max: 500, noNaN: true });
const forecast = fc.tuple(hours, hours, hours).map(([low, width, truth]) => of(low, low + width, truth));
const forecasts = fc.array(forecast, { minLength: 1, maxLength: 20 });

describe("how good intervals are", () => {
  const made = [of(10, 30, 20), of(10, 30, 5), of(10, 30, 33), of(10, 20, 10)];

  it("counts the truths that are held, ends included", () => closeTo(intervalCoverage(made), 0.5));

  it("averages the widths", () => closeTo(meanWidth(made), 17.5));

  it("charges a miss 2/α of its distance on top of the width", () => {
    closeTo(winklerScore([of(10, 30, 20)]), 20);
    closeTo(winklerScore([of(10, 30, 5)]), 20 + 10 * 5);
    closeTo(winklerScore([of(10, 30, 33, 0.9)]), 20 + 20 * 3);
    closeTo(winklerScore(made), (20 + 70 + 50 + 10) / 4);
  });

  it("is unknown without forecasts", () => {
    assert.deepEqual([intervalCoverage([]), meanWidth([]), winklerScore([])], [Number.NaN, Number.NaN, Number.NaN]);
  });

  it("never covers less with wider intervals, and scores at least the width", () => {
    fc.assert(
      fc.property(forecasts, hours, (list, by) => {
        const wider = list.map(({ interval, truth }) => of(interval.lowHours - by, interval.highHours + by, truth));
        assert.ok(intervalCoverage(wider) >= intervalCoverage(list));
        assert.ok(winklerScore(list) >= meanWidth(list) - 1e-9);
        if (intervalCoverage(list) === 1) closeTo(winklerScore(list), meanWidth(list));
      }),
    );
  });

  it("scores the central interval of the truths themselves best", () => {
    const truths = Array.from({ length: 1000 }, (_, i) => i + 0.5);
    const score = (low: number, high: number) => winklerScore(truths.map((truth) => of(low, high, truth)));
    const best = score(100, 900);
    for (const by of [-60, -20, 20, 60]) {
      assert.ok(score(100 - by, 900 + by) > best);
      assert.ok(score(100 + by, 900 + by) > best);
    }
  });
});

describe("the table of intervals at several confidences", () => {
  it("cuts each forecast's distribution at each confidence", () => {
    const distribution = sampleDistribution([5, 15, 25, 35, 45, 55, 65, 75, 85, 95], 1000);
    const rows = intervalScores(
      [20, 50, 95].map((truth) => ({ distribution, truth })),
      [0.5, 0.8],
    );
    assert.deepEqual(
      rows.map(({ confidence }) => confidence),
      [0.5, 0.8],
    );
    closeTo(rows[0]?.coverage ?? Number.NaN, 1 / 3);
    closeTo(rows[0]?.meanWidth ?? Number.NaN, 50);
    closeTo(rows[0]?.winkler ?? Number.NaN, 50 + (4 * (5 + 20)) / 3);
    closeTo(rows[1]?.coverage ?? Number.NaN, 2 / 3);
    closeTo(rows[1]?.winkler ?? Number.NaN, 80 + (10 * 5) / 3);
  });

  it("covers what it says on truths drawn from the forecast itself", () => {
    const truths = Array.from({ length: 500 }, (_, i) => i + 1);
    const distribution = sampleDistribution(truths, 1000);
    const levels = [0.5, 0.8, 0.9, 0.95];
    for (const row of intervalScores(
      truths.map((truth) => ({ distribution, truth })),
      levels,
    )) {
      closeTo(row.coverage, row.confidence, 0.005);
    }
  });
});

describe("parts by true remaining life", () => {
  it("orders by truth and cuts into thirds", () => {
    const parts = splitByTruth([9, 1, 5, 3, 7, 2].map((truth) => ({ truth })));
    assert.deepEqual(
      parts.map((part) => part.map(({ truth }) => truth)),
      [
        [1, 2],
        [3, 5],
        [7, 9],
      ],
    );
  });

  it("keeps every forecast once, in parts that differ by one at most", () => {
    const count = fc.integer({ min: 1, max: 7 });
    fc.assert(
      fc.property(fc.array(fc.record({ truth: hours }), { maxLength: 30 }), count, (list, parts) => {
        const made = splitByTruth(list, parts);
        const sizes = made.map((part) => part.length);
        assert.deepEqual(
          made.flat(),
          list.toSorted((a, b) => a.truth - b.truth),
        );
        assert.equal(made.length, parts);
        assert.ok(Math.max(...sizes) - Math.min(...sizes) <= 1);
      }),
    );
  });
});
