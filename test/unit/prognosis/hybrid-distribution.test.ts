import assert from "node:assert/strict";
import fc from "fast-check";
import { familiarity } from "../../../models/prognosis/familiarity.ts";
import type { HybridCard } from "../../../models/prognosis/hybrid-card.ts";
import { hybridDistribution, learnedWeight } from "../../../models/prognosis/hybrid-distribution.ts";
import { normalCdf } from "../../../models/prognosis/normal-cdf.ts";
import { normalQuantile } from "../../../models/prognosis/normal-quantile.ts";
import type { RulDistribution } from "../../../models/prognosis/rul-distribution.ts";
import { vincentAverage } from "../../../models/prognosis/vincent-average.ts";

/** ln(1 + hours) is normal: everything about averages of these is known in closed form. */
const logNormal = (medianHours: number, logSd: number): RulDistribution => ({
  quantileHours: (p) => Math.expm1(Math.log1p(medianHours) + logSd * normalQuantile(p)),
  probabilityWithin: (hours) => normalCdf((Math.log1p(hours) - Math.log1p(medianHours)) / logSd),
  widestConfidence: 0.98,
  horizonHours: Number.POSITIVE_INFINITY,
});

/** Scores of a perfectly calibrated forecast. */
const calibration = {
  lives: 1000,
  rowsPerLife: 1,
  scores: Array.from({ length: 1000 }, (_, i) => normalQuantile((i + 0.5) / 1000)),
};
const card: HybridCard = {
  schema: "twinloom/hybrid@1",
  assetType: "pump",
  component: "bearing",
  learnedSha256: "0".repeat(64),
  physicsSha256: "0".repeat(64),
  levels: [0.05, 0.25, 0.5, 0.75, 0.95],
  weight: { nearHours: 10, near: 0.5, farHours: 1000, far: 0.5 },
  physicsCalibration: calibration,
  calibration,
  fitted: { data: "", lives: 1000, momentsPerLife: 1, samples: 100, seed: 1, codeVersion: "" },
};
const physics = logNormal(100, 0.4);
const learned = logNormal(400, 0.2);
const near = (found: number, expected: number): void =>
  assert.ok(Math.abs(found - expected) < 0.01 * expected, `${found}, not ${expected}`);

describe("a hybrid forecast", () => {
  it("is the average of both in ln(1 + hours), median and spread, where the trained model knows where it is", () => {
    const hybrid = hybridDistribution(card, { physics, learned, familiarity: 1 });
    for (const p of [0.05, 0.5, 0.95])
      near(hybrid.quantileHours(p), logNormal(Math.sqrt(101 * 401) - 1, 0.3).quantileHours(p));
  });

  it("leaves the physics alone outside of what the trained model knows, or where that says nothing", () => {
    for (const given of [
      { physics, learned, familiarity: 0 },
      { physics, familiarity: 1 },
    ]) {
      const alone = hybridDistribution(card, given);
      for (const p of [0.05, 0.5, 0.95]) near(alone.quantileHours(p), physics.quantileHours(p));
    }
  });

  it("goes over from one to the other without a jump", () => {
    const medians = [0, 0.25, 0.5, 0.75, 1].map((trust) =>
      hybridDistribution(card, { physics, learned, familiarity: trust }).quantileHours(0.5),
    );
    for (let i = 1; i < medians.length; i++) near((medians[i] ?? 0) / (medians[i - 1] ?? 1), 1.19);
  });

  it("is moved by a planned load as the physics is", () => {
    const planned = logNormal(50, 0.4);
    const asItWas = hybridDistribution(card, { physics, learned, familiarity: 1 });
    const moved = hybridDistribution(card, { physics, planned, learned, familiarity: 1 });
    near(1 + moved.quantileHours(0.5), (1 + asItWas.quantileHours(0.5)) * (51 / 101));
    near(moved.probabilityWithin(moved.quantileHours(0.3)), 0.3);
  });

  it("leaves a physics forecast alone that ends at its horizon", () => {
    const far = { ...logNormal(40_000, 0.4), horizonHours: 43_800 };
    assert.equal(hybridDistribution(card, { physics: far, learned, familiarity: 1 }), far);
  });

  it("weighs the trained model by how far off the physics sees the failure", () => {
    const weight = { nearHours: 9, near: 0, farHours: 999, far: 0.6 };
    assert.deepEqual(
      [0, 9, 999, 5000].map((hours) => learnedWeight({ weight }, hours)),
      [0, 0, 0.6, 0.6],
    );
    near(learnedWeight({ weight }, 99), 0.3);
  });
});

describe("an average of forecasts", () => {
  it("has probabilities that are the inverse of its quantiles", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (p, weight) => {
          const average = vincentAverage(physics, learned, weight);
          assert.ok(Math.abs(average.probabilityWithin(average.quantileHours(p)) - p) < 1e-6);
        },
      ),
    );
  });
});

describe("how familiar a trained model is with an input", () => {
  const features = [
    { name: "a", min: 0, max: 10 },
    { name: "constant", min: 0.075, max: 0.075 },
  ];
  const known = (a: number, constant = 0.075): number => familiarity({ a, constant }, features);

  it("is whole inside its range, falls outside of it, and is none a tenth of the range away", () => {
    assert.deepEqual([known(0), known(10), known(11.01), known(-1.01)], [1, 1, 0, 0]);
    assert.ok(Math.abs(known(10.5) - 0.5) < 1e-3);
  });

  it("does not mind the rounding of a feature that never moved, but that it moves", () => {
    assert.deepEqual([known(5, 0.075_000_04), known(5, 0.08)], [1, 0]);
  });

  it("is a quarter where other doubts have doubled the interval", () => {
    assert.equal(familiarity({ a: 5, constant: 0.075 }, features, 2), 0.25);
  });

  it("is none where a feature is missing", () => {
    assert.equal(familiarity({ a: 5 }, features), 0);
  });
});
