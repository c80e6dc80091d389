import assert from "node:assert/strict";
import fc from "fast-check";
import { conformalDistribution } from "../../../models/prognosis/conformal-distribution.ts";
import { conformalScore } from "../../../models/prognosis/conformal-score.ts";
import { intervalAt } from "../../../models/prognosis/interval-at.ts";
import { nearestScores } from "../../../models/prognosis/nearest-scores.ts";
import { quantileFunction } from "../../../models/prognosis/quantile-function.ts";
import { createRandom } from "../../../models/random/random.ts";
import { localCalibrationOf } from "../../../scripts/training/calibrate-model.ts";

const LONGEST = 125;
/** Forecasts that are off by a twentieth near the end of life and by 20 far from it. */
const moment = (random: ReturnType<typeof createRandom>) => {
  const truth = 160 * random.next();
  const given = Math.max(0, Math.min(LONGEST, truth) + (truth < 60 ? 0.3 + truth / 20 : 20) * random.normal());
  return { truth, own: quantileFunction([0.5], [given]) };
};
const livesOf = (seed: number, lives: number) =>
  Array.from({ length: lives }, (_, i) => {
    const random = createRandom(seed).fork(`life ${i}`);
    return Array.from({ length: 20 }, () => moment(random));
  });
const calibration = localCalibrationOf(
  livesOf(1, 100).map((life) =>
    life.map(({ truth, own }) => ({ score: conformalScore(own, truth, LONGEST), medianHours: own.hoursAt(0) })),
  ),
  0.1,
);

describe("a calibration by forecast", () => {
  it("takes the scores of the nearest forecasts, ascending", () => {
    const given = { scores: [5, 3, 4, 1, 2], forecasts: [10, 20, 30, 40, 50], share: 0.6 };
    assert.deepEqual(nearestScores(given, 31), [1, 2, 4]);
    assert.deepEqual(nearestScores(given, 0), [3, 4, 5]);
    assert.deepEqual(nearestScores(given, 1e9), [1, 2, 4]);
    assert.equal(nearestScores({ scores: given.scores }, 31), given.scores);
  });

  it("covers as it says near the end of life and far from it, with an interval as wide as each needs", () => {
    const judged = livesOf(2, 400)
      .flat()
      .map(({ truth, own }) => ({
        truth,
        interval: intervalAt(conformalDistribution(own, calibration, LONGEST), 0.9),
      }));
    const near = judged.filter(({ truth }) => truth < 50);
    const far = judged.filter(({ truth }) => truth >= 50);
    for (const part of [near, far]) {
      const inside = part.filter(({ truth, interval }) => {
        const label = Math.min(truth, LONGEST);
        return interval.lowHours <= label && label <= interval.highHours;
      });
      const share = inside.length / part.length;
      assert.ok(share > 0.86 && share < 0.96, `${share}`);
    }
    const width = (part: typeof judged) =>
      part.reduce((sum, { interval }) => sum + interval.highHours - interval.lowHours, 0) / part.length;
    assert.ok(width(near) < 15 && width(far) > 25, `${width(near)} and ${width(far)}`);
  });

  it("never forecasts more than the longest life that was told apart, and nests its intervals", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 200, noNaN: true }), (hours) => {
        const made = conformalDistribution(quantileFunction([0.5], [hours]), calibration, LONGEST);
        const [inner, outer] = [intervalAt(made, 0.5), intervalAt(made, 0.95)];
        assert.ok(outer.lowHours <= inner.lowHours && inner.highHours <= outer.highHours);
        assert.ok(outer.highHours <= LONGEST && made.horizonHours === LONGEST);
        assert.ok(made.quantileHours(0.5) >= 0 && made.quantileHours(0.5) <= LONGEST);
      }),
    );
  });

  it("is refused if a score has no forecast", () => {
    const own = quantileFunction([0.5], [40]);
    const { forecasts = [] } = calibration;
    const cut = { ...calibration, forecasts: forecasts.slice(1) };
    assert.throws(() => conformalDistribution(own, cut), { code: "TWIN-PROGNOSIS-003" });
  });
});
