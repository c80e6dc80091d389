import assert from "node:assert/strict";
import fc from "fast-check";
import { conformalDistribution } from "../../../models/prognosis/conformal-distribution.ts";
import { intervalAt } from "../../../models/prognosis/interval-at.ts";
import { normalQuantile } from "../../../models/prognosis/normal-quantile.ts";
import { quantileFunction } from "../../../models/prognosis/quantile-function.ts";
import { createRandom } from "../../../models/random/random.ts";

const levels = [0.05, 0.25, 0.5, 0.75, 0.95];
const own = quantileFunction(levels, [40, 70, 100, 140, 220]);
/** Scores of a model whose quantiles are right: the normal quantiles themselves. */
const honest = (lives: number) => Array.from({ length: lives }, (_, i) => normalQuantile((i + 1) / (lives + 1)));

const anyCalibration = fc
  .tuple(fc.integer({ min: 10, max: 60 }), fc.integer({ min: 1, max: 4 }), fc.integer())
  .map(([lives, rowsPerLife, seed]) => {
    const random = createRandom(seed);
    const scores = Array.from({ length: lives * rowsPerLife }, () => 2 * random.normal()).sort((a, b) => a - b);
    return { lives, rowsPerLife, scores };
  });
const anyLevel = fc.double({ min: 0.005, max: 0.995, noNaN: true });

describe("the calibrated distribution", () => {
  it("leaves the quantiles of a model alone that was right", () => {
    const made = conformalDistribution(own, { lives: 99, rowsPerLife: 1, scores: honest(99) });
    assert.ok(Math.abs(made.quantileHours(0.5) - 100) < 1e-6);
    assert.ok(Math.abs(made.quantileHours(0.05) - 40) < 0.5);
    assert.ok(Math.abs(made.quantileHours(0.95) - 220) < 0.5);
    assert.ok(Math.abs(made.widestConfidence - 0.98) < 1e-12);
  });

  it("widens the interval of a model that was too sure of itself", () => {
    const scores = honest(99).map((z) => 2 * z);
    const made = conformalDistribution(own, { lives: 99, rowsPerLife: 1, scores });
    const { lowHours, highHours } = intervalAt(made, 0.9);
    assert.ok(lowHours < 25, `${lowHours}`);
    assert.ok(highHours > 300, `${highHours}`);
  });

  it("moves the median of a model that promised too much", () => {
    const scores = honest(99).map((z) => z - 1);
    const made = conformalDistribution(own, { lives: 99, rowsPerLife: 1, scores });
    assert.ok(Math.abs(made.quantileHours(0.5) - own.hoursAt(-1)) < 1e-6);
  });

  it("reads the largest of K scores at the level K/(K+1)", () => {
    const scores = Array.from({ length: 10 }, (_, i) => i - 4.5);
    const made = conformalDistribution(own, { lives: 10, rowsPerLife: 1, scores });
    assert.ok(Math.abs(made.quantileHours(10 / 11) - own.hoursAt(4.5)) < 1e-6);
    assert.ok(Math.abs(made.quantileHours(1 / 11) - own.hoursAt(-4.5)) < 1e-6);
  });

  it("refuses a table that does not hold every row of every life", () => {
    assert.throws(() => conformalDistribution(own, { lives: 11, rowsPerLife: 2, scores: honest(11) }), {
      code: "TWIN-PROGNOSIS-003",
    });
  });

  it("never has a lower quantile at a higher level", () => {
    fc.assert(
      fc.property(anyCalibration, anyLevel, anyLevel, (calibration, a, b) => {
        const made = conformalDistribution(own, calibration);
        assert.ok(made.quantileHours(Math.min(a, b)) <= made.quantileHours(Math.max(a, b)) + 1e-9);
      }),
    );
  });

  it("widens its interval with the confidence", () => {
    fc.assert(
      fc.property(anyCalibration, fc.integer({ min: 50, max: 98 }), (calibration, percent) => {
        const made = conformalDistribution(own, calibration);
        const narrow = intervalAt(made, percent / 100);
        const wide = intervalAt(made, (percent + 1) / 100);
        assert.ok(wide.lowHours <= narrow.lowHours && wide.highHours >= narrow.highHours);
        assert.ok(wide.highHours - wide.lowHours > narrow.highHours - narrow.lowHours);
      }),
    );
  });

  it("has a probability of failure that agrees with its quantiles", () => {
    fc.assert(
      fc.property(anyCalibration, anyLevel, (calibration, p) => {
        const made = conformalDistribution(own, calibration);
        const hours = made.quantileHours(p);
        fc.pre(hours > 0.01);
        assert.ok(Math.abs(made.probabilityWithin(hours) - p) < 1e-6, `${made.probabilityWithin(hours)} at ${p}`);
      }),
    );
  });

  it("covers new machines as often as it says, in the mean over calibrations", () => {
    const random = createRandom(5);
    let inside = 0;
    const trials = 4000;
    for (let trial = 0; trial < trials; trial++) {
      const draw = (): number => 0.4 + 1.7 * random.normal();
      const scores = Array.from({ length: 39 }, draw).sort((a, b) => a - b);
      const made = conformalDistribution(own, { lives: 39, rowsPerLife: 1, scores });
      const truth = own.hoursAt(draw());
      const { lowHours, highHours } = intervalAt(made, 0.9);
      if (truth >= lowHours && truth <= highHours) inside++;
    }
    assert.ok(Math.abs(inside / trials - 0.9) < 0.02, `${inside / trials}`);
  });
});
