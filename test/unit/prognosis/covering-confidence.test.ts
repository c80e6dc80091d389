import assert from "node:assert/strict";
import fc from "fast-check";
import { confidenceFor, confidencesOf } from "../../../models/prognosis/confidence-for.ts";
import { conformalDistribution } from "../../../models/prognosis/conformal-distribution.ts";
import { conformalScore } from "../../../models/prognosis/conformal-score.ts";
import { coveringConfidence } from "../../../models/prognosis/covering-confidence.ts";
import { intervalAt } from "../../../models/prognosis/interval-at.ts";
import { intervalScores } from "../../../models/prognosis/metrics/interval-scores.ts";
import { quantileFunction } from "../../../models/prognosis/quantile-function.ts";
import { widen } from "../../../models/prognosis/widening/widen.ts";
import { createRandom } from "../../../models/random/random.ts";
import { calibrated, calibrationWithout, type HeldOut } from "../../../scripts/datasets/cmapss/calibrate-held-out.ts";

const LONGEST = 125;
const FOLDS = 5;

/** Half of the truths are beyond the longest life that is told apart, where forecasts say little more than that. */
const enginesOf = (seed: number, count: number): HeldOut[] =>
  Array.from({ length: count }, (_, unit) => {
    const random = createRandom(seed).fork(`engine ${unit}`);
    const truths = Array.from({ length: 20 }, () => 5 + 240 * random.next());
    const own = truths.map((truth) => {
      const spread = Math.min(truth, LONGEST) / 8;
      return quantileFunction([0.5], [Math.max(1, Math.min(LONGEST, truth) + spread * random.normal())]);
    });
    const scores = own.map((one, i) => ({
      score: conformalScore(one, truths[i] ?? Number.NaN, LONGEST),
      medianHours: one.hoursAt(0),
    }));
    return { unit, fold: unit % FOLDS, cycles: truths, truths, own, scores };
  });
const calibration = calibrationWithout(enginesOf(1, 100), []);

const judge = (given: typeof calibration) =>
  enginesOf(2, 120)
    .flatMap((engine) => calibrated(engine, given))
    .map((one) => ({ ...one, truth: Math.min(one.truth, LONGEST) }));

describe("a calibration of what an interval is called", () => {
  const anyForecast = fc.double({ min: 0, max: 160, noNaN: true });
  const anyShare = fc.double({ min: 0.01, max: 0.99, noNaN: true });
  const forecastOf = (hours: number, given: typeof calibration = calibration) =>
    conformalDistribution(quantileFunction([0.5], [hours]), given, LONGEST);
  const { coveringConfidences: _, ...central } = calibration;

  it("knows the lowest confidence that holds a truth, the longest life included", () => {
    fc.assert(
      fc.property(anyForecast, fc.double({ min: 1, max: 200, noNaN: true }), anyShare, (hours, truth, confidence) => {
        const made = forecastOf(hours, central);
        const needed = coveringConfidence(made, truth);
        fc.pre(Math.abs(confidence - needed) > 1e-6);
        const { lowHours, highHours } = intervalAt(made, confidence);
        const label = Math.min(truth, LONGEST);
        assert.equal(lowHours <= label && label <= highHours, confidence > needed, `${needed}`);
      }),
    );
  });

  it("holds new machines as often as it says where central intervals hold more, for all that lie at the longest life", () => {
    const levels = [0.5, 0.8, 0.9, 0.95];
    for (const { confidence, coverage } of intervalScores(judge(calibration), levels)) {
      assert.ok(Math.abs(coverage - confidence) < 0.03, `${confidence} holds ${coverage}`);
    }
    const [half] = intervalScores(judge(central), [0.5]);
    assert.ok(half && half.coverage > 0.55, `${half?.coverage}`);
  });

  it("nests its intervals, and those that doubts have widened", () => {
    fc.assert(
      fc.property(
        anyForecast,
        anyShare,
        anyShare,
        fc.double({ min: 1, max: 9, noNaN: true }),
        (hours, a, b, factor) => {
          const made = forecastOf(hours);
          const [inner, outer] = [intervalAt(made, Math.min(a, b)), intervalAt(made, Math.max(a, b))];
          const wider = intervalAt(widen(made, factor), Math.max(a, b));
          for (const [small, large] of [
            [inner, outer],
            [outer, wider],
          ] as const) {
            assert.ok(large.lowHours <= small.lowHours + 1e-9 && large.highHours >= small.highHours - 1e-9);
          }
        },
      ),
    );
  });

  it("reads a confidence at the share of machines that needed no more", () => {
    const kept = confidencesOf(Array.from({ length: 1000 }, (_, i) => (i / 999) ** 2));
    assert.equal(kept.length, 101);
    assert.ok(Math.abs(confidenceFor(kept, 0.5) - 0.25) < 0.002);
    assert.equal(confidenceFor(kept, 1), 1);
    assert.deepEqual(confidencesOf([0.3]).slice(0, 100), Array(100).fill(0.3));
  });
});
