import assert from "node:assert/strict";
import fc from "fast-check";
import { alphaLambda } from "../../../../models/prognosis/metrics/alpha-lambda.ts";
import { alphaLambdaAccuracy } from "../../../../models/prognosis/metrics/alpha-lambda-accuracy.ts";
import { massInside } from "../../../../models/prognosis/metrics/inside.ts";
import { insideAlphaCone } from "../../../../models/prognosis/metrics/inside-alpha-cone.ts";
import { prognosticHorizon } from "../../../../models/prognosis/metrics/prognostic-horizon.ts";
import { sampleDistribution } from "../../../../models/prognosis/sample-distribution.ts";

const START_MS = 1_700_000_000_000;
/** A life of 100 h with a forecast every 20 h from its beginning; the truths are 100, 80, 60, 40, 20. */
const lifeOf = (...ruls: number[]) =>
  ruls.map((rulHours, i) => ({ time: START_MS + i * 20 * 3_600_000, rulHours, truth: 100 - 20 * i }));
const lives = fc
  .array(fc.double({ min: 0, max: 300, noNaN: true }), { minLength: 1, maxLength: 5 })
  .map((ruls) => lifeOf(...ruls));
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe("the α cone", () => {
  it("reaches from (1 - α) to (1 + α) of the truth, ends included", () => {
    const inside = (rulHours: number) => insideAlphaCone({ rulHours, truth: 100 }, 0.2);
    assert.deepEqual([79.9, 80, 100, 120, 120.1].map(inside), [false, true, true, true, false]);
  });

  it("can ask for a share of the forecast's probability instead of its median", () => {
    const distribution = sampleDistribution([55, 65, 75, 85, 95, 105, 115, 125, 135, 145], 1000);
    const forecast = { rulHours: 100, truth: 100, distribution };
    assert.ok(insideAlphaCone(forecast, 0.2, massInside(0.39)));
    assert.ok(!insideAlphaCone(forecast, 0.2, massInside(0.41)));
  });
});

describe("α-λ performance of a life", () => {
  const life = lifeOf(150, 85, 59, 10, 21);

  it("judges the last forecast made by λ, which runs from the first forecast to the end of life", () => {
    const at = (lambda: number) => alphaLambda(life, 0.1, lambda);
    assert.deepEqual([0, 0.19, 0.2, 0.5, 0.6, 0.79, 0.8, 1].map(at), [
      ...[false, false, true, true],
      ...[false, false, true, true],
    ]);
  });

  it("does not depend on the order of the list", () => {
    assert.equal(alphaLambda(life.toReversed(), 0.1, 0.5), true);
    assert.equal(alphaLambda(life.toReversed(), 0.1, 0.6), false);
  });

  it("is unknown without forecasts", () => assert.equal(alphaLambda([], 0.1, 0.5), undefined));

  it("is met by exact forecasts at every λ, and by a wider cone wherever by a narrower one", () => {
    fc.assert(
      fc.property(lives, share, share, share, (made, lambda, a, b) => {
        const exact = made.map((forecast) => ({ ...forecast, rulHours: forecast.truth }));
        assert.equal(alphaLambda(exact, 0, lambda), true);
        const narrow = alphaLambda(made, Math.min(a, b), lambda);
        assert.ok(!narrow || alphaLambda(made, Math.max(a, b), lambda));
      }),
    );
  });
});

describe("α-λ accuracy of a model", () => {
  it("is the share of lives that meet it, without those that have no forecast", () => {
    const model = [lifeOf(100, 80, 60), lifeOf(100, 80, 90), lifeOf(100, 80, 30), [], lifeOf(100, 80, 66)];
    assert.equal(alphaLambdaAccuracy(model, 0.2, 1), 0.5);
    assert.equal(alphaLambdaAccuracy(model, 0.2, 0), 1);
    assert.ok(Number.isNaN(alphaLambdaAccuracy([[]], 0.2, 0)));
  });

  it("is the share of forecasts in the cone if each engine has one, at any λ", () => {
    fc.assert(
      fc.property(lives, share, share, (made, alpha, lambda) => {
        const met = made.filter((forecast) => insideAlphaCone(forecast, alpha)).length;
        assert.equal(
          alphaLambdaAccuracy(
            made.map((forecast) => [forecast]),
            alpha,
            lambda,
          ),
          met / made.length,
        );
      }),
    );
  });
});

describe("the prognostic horizon", () => {
  it("starts where the forecasts are right and stay so, not where they first touch", () => {
    assert.equal(prognosticHorizon(lifeOf(105, 120, 65, 48, 15), 10), 60);
  });

  it("is the whole time if all are right, and 0 if the last is wrong", () => {
    assert.equal(prognosticHorizon(lifeOf(110, 90, 70, 50, 30), 10), 100);
    assert.equal(prognosticHorizon(lifeOf(100, 80, 60, 40, 31), 10), 0);
    assert.equal(prognosticHorizon(lifeOf(100, 80, Number.NaN, 40, 20), 10), 40);
  });

  it("does not depend on the order of the list, and is unknown without forecasts", () => {
    assert.equal(prognosticHorizon(lifeOf(105, 120, 65, 48, 15).toReversed(), 10), 60);
    assert.ok(Number.isNaN(prognosticHorizon([], 10)));
  });

  it("can ask for a share of the probability", () => {
    const made = lifeOf(100, 80, 60).map((forecast, i) => {
      const spread = i === 1 ? 40 : 4;
      const samples = [-2, -1, 0, 1, 2].map((step) => forecast.truth + step * spread);
      return { ...forecast, distribution: sampleDistribution(samples, 1000) };
    });
    assert.equal(prognosticHorizon(made, 10), 100);
    assert.equal(prognosticHorizon(made, 10, massInside(0.8)), 60);
  });

  it("never shrinks with the tolerance, and every forecast within it is right", () => {
    const tolerance = fc.double({ min: 0, max: 200, noNaN: true });
    fc.assert(
      fc.property(lives, tolerance, tolerance, (made, a, b) => {
        const horizon = prognosticHorizon(made, Math.min(a, b));
        assert.ok(prognosticHorizon(made, Math.max(a, b)) >= horizon);
        for (const { rulHours, truth } of made) {
          if (truth <= horizon) assert.ok(Math.abs(rulHours - truth) <= Math.min(a, b) + 1e-9);
        }
      }),
    );
  });
});
