import assert from "node:assert/strict";
import fc from "fast-check";
import { intervalAt } from "../../../models/prognosis/interval-at.ts";
import { sampleDistribution } from "../../../models/prognosis/sample-distribution.ts";

describe("the distribution of Monte Carlo samples", () => {
  it("reads quantiles at Hazen's plotting positions", () => {
    const made = sampleDistribution([40, 10, 30, 20], 1000);
    assert.equal(made.quantileHours(0.125), 10);
    assert.equal(made.quantileHours(0.5), 25);
    assert.equal(made.quantileHours(0.999), 40);
  });

  it("counts the share that fails in time", () => {
    const made = sampleDistribution([10, 20, 30, 40], 1000);
    assert.equal(made.probabilityWithin(5), 0);
    assert.equal(made.probabilityWithin(25), 0.5);
    assert.equal(made.probabilityWithin(35), 0.75);
    assert.equal(made.probabilityWithin(40), 1);
  });

  it("holds what did not fail at the horizon, and does not call it failed", () => {
    const made = sampleDistribution([10, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 50], 100);
    assert.equal(made.quantileHours(0.9), 100);
    assert.equal(made.probabilityWithin(99), 0.5);
    assert.equal(made.probabilityWithin(100), 0.5);
    assert.equal(made.probabilityWithin(1e6), 0.5);
  });

  const samples = fc.array(fc.double({ min: 0, max: 5000, noNaN: true }), { minLength: 2, maxLength: 50 });

  it("is monotone and keeps within 0 and 1, for any samples", () => {
    const hours = fc.double({ min: -10, max: 4000, noNaN: true });
    fc.assert(
      fc.property(samples, hours, hours, (times, a, b) => {
        const made = sampleDistribution(times, 3000);
        const [low, high] = [made.probabilityWithin(Math.min(a, b)), made.probabilityWithin(Math.max(a, b))];
        assert.ok(low >= 0 && low <= high && high <= 1);
      }),
    );
  });

  it("never narrows its interval with the confidence", () => {
    fc.assert(
      fc.property(samples, fc.integer({ min: 50, max: 98 }), (times, percent) => {
        const made = sampleDistribution(times, 3000);
        const narrow = intervalAt(made, percent / 100);
        const wide = intervalAt(made, (percent + 1) / 100);
        assert.ok(wide.lowHours <= narrow.lowHours && wide.highHours >= narrow.highHours);
      }),
    );
  });
});
