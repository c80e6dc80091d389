import assert from "node:assert/strict";
import fc from "fast-check";
import { conformalDistribution } from "../../../../models/prognosis/conformal-distribution.ts";
import { HISTORY_KINDS } from "../../../../models/prognosis/history-features.ts";
import { intervalAt } from "../../../../models/prognosis/interval-at.ts";
import { quantileFunction } from "../../../../models/prognosis/quantile-function.ts";
import type { RulDistribution } from "../../../../models/prognosis/rul-distribution.ts";
import { sampleDistribution } from "../../../../models/prognosis/sample-distribution.ts";
import { type Doubt, lostShare } from "../../../../models/prognosis/widening/doubt.ts";
import { missingDoubt } from "../../../../models/prognosis/widening/missing-doubt.ts";
import { outsideDoubt } from "../../../../models/prognosis/widening/outside-doubt.ts";
import { shortHistoryDoubt } from "../../../../models/prognosis/widening/short-history-doubt.ts";
import { widen } from "../../../../models/prognosis/widening/widen.ts";
import {
  logSpreadOf,
  logSpreadOfLives,
  wideningFactor,
} from "../../../../models/prognosis/widening/widening-factor.ts";

const BASES = 3;
const INPUTS = BASES * HISTORY_KINDS.length + 1;
const share = fc.double({ min: 0, max: 1, noNaN: true });
const perInput = (one: fc.Arbitrary<number>) => fc.array(one, { minLength: INPUTS, maxLength: INPUTS });
const shares = perInput(share).map((all) => {
  const total = all.reduce((sum, one) => sum + one, 0);
  return all.map((one) => (total > 0 ? one / total : 0));
});
const doubt: fc.Arbitrary<Doubt> = perInput(share).map((lost) => ({ words: "", lost }));
const hours = fc.double({ min: 0, max: 5000, noNaN: true });
const factor = fc.double({ min: 1, max: 20, noNaN: true });

const trained: fc.Arbitrary<RulDistribution> = fc
  .tuple(
    fc.array(hours, { minLength: 7, maxLength: 7 }),
    fc.array(fc.double({ min: -4, max: 4, noNaN: true }), { minLength: 20, maxLength: 60 }),
  )
  .map(([quantiles, scores]) => {
    const levels = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95];
    const calibration = { lives: scores.length, rowsPerLife: 1, scores: scores.sort((a, b) => a - b) };
    return conformalDistribution(quantileFunction(levels, quantiles), calibration);
  });
const byPhysics: fc.Arbitrary<RulDistribution> = fc
  .array(hours, { minLength: 2, maxLength: 40 })
  .map((times) => sampleDistribution(times, 4000));
const forecasts = fc.oneof(trained, byPhysics);

const confidence = fc.double({ min: 0.01, max: 0.99, noNaN: true });
const longest = fc.option(hours, { nil: undefined });

const close = (value: number): number => 1e-6 * (1 + value);

describe("widening a forecast", () => {
  it("keeps the median, and never narrows: an interval holds every one with a smaller factor", () => {
    fc.assert(
      fc.property(forecasts, factor, factor, confidence, longest, (made, a, b, level, end) => {
        const narrow = intervalAt(widen(made, Math.min(a, b), end), level);
        const wide = intervalAt(widen(made, Math.max(a, b), end), level);
        const own = intervalAt(made, level);
        assert.ok(wide.lowHours <= narrow.lowHours + close(narrow.lowHours));
        assert.ok(wide.highHours >= narrow.highHours - close(narrow.highHours));
        assert.ok(narrow.lowHours <= own.lowHours + close(own.lowHours));
        assert.ok(narrow.highHours >= own.highHours - close(own.highHours));
        const [median, before] = [widen(made, a, end).quantileHours(0.5), made.quantileHours(0.5)];
        assert.ok(Math.abs(median - before) <= close(before));
      }),
    );
  });

  it("expects no longer life than the longest that was seen, but for what the forecast itself said", () => {
    fc.assert(
      fc.property(forecasts, factor, confidence, hours, (made, by, p, end) => {
        const most = Math.max(end, made.quantileHours(p));
        assert.ok(widen(made, by, end).quantileHours(p) <= most + close(most));
      }),
    );
  });

  it("stays a distribution: quantiles rise, are 0 or more, and probabilities are their inverse", () => {
    const level = fc.double({ min: 0.02, max: 0.98, noNaN: true });
    fc.assert(
      fc.property(forecasts, factor, level, level, longest, (made, by, p, q, end) => {
        const wide = widen(made, by, end);
        const [low, high] = [wide.quantileHours(Math.min(p, q)), wide.quantileHours(Math.max(p, q))];
        assert.ok(low >= 0 && low <= high + close(high) && Number.isFinite(high));
        const within = wide.probabilityWithin(low * 1.000_01 + 1e-6);
        assert.ok(within >= 0 && within <= 1);
        assert.ok(within >= Math.min(p, q) - 1e-3 || low >= wide.horizonHours, `${within} within ${low} h`);
      }),
    );
  });

  it("stretches ln(1 + life) by the factor", () => {
    const made = sampleDistribution([9, 99, 999], 1e6);
    const wide = widen(made, 2);
    assert.ok(Math.abs(wide.quantileHours(0.5) - 99) < 1e-9);
    assert.ok(Math.abs(wide.quantileHours(5 / 6) - 9999) < 1e-6);
    assert.ok(Math.abs(wide.quantileHours(1 / 6) - 0) < 1e-9);
  });

  it("does nothing by a factor of 1", () => {
    const made = sampleDistribution([9, 99, 999], 1e6);
    assert.equal(widen(made, 1), made);
  });
});

describe("the share that is lost of what a model goes by", () => {
  it("never falls with one doubt more, nor with a greater one", () => {
    fc.assert(
      fc.property(fc.array(doubt, { maxLength: 4 }), doubt, shares, share, (doubts, more, of, weight) => {
        const [before, after] = [lostShare(doubts, of), lostShare([...doubts, more], of)];
        assert.ok(before >= 0 && after <= 1 && after >= before - 1e-12);
        const smaller = { ...more, lost: Array.from(more.lost, (lost) => lost * weight) };
        assert.ok(lostShare([...doubts, smaller], of) <= after + 1e-12);
      }),
    );
  });

  it("is all of it where every input is lost, and none where none is", () => {
    const every = { words: "", lost: new Float64Array(INPUTS).fill(1) };
    const of = new Float64Array(INPUTS).fill(1 / INPUTS);
    assert.ok(Math.abs(lostShare([every], of) - 1) < 1e-12);
    assert.equal(lostShare([], of), 0);
    assert.ok(Math.abs(lostShare([every], new Float64Array(INPUTS)) - 1) < 1e-12);
  });

  it("rises with the silence of a channel", () => {
    fc.assert(
      fc.property(hours, hours, shares, fc.integer({ min: 0, max: BASES - 1 }), (a, b, of, place) => {
        const lost = (silent: number): number => {
          const one = missingDoubt(place, silent, INPUTS, "");
          return lostShare(one ? [one] : [], of);
        };
        assert.ok(lost(Math.max(a, b)) >= lost(Math.min(a, b)));
        assert.ok(lost(Number.POSITIVE_INFINITY) >= lost(Math.max(a, b)));
      }),
    );
  });

  it("rises as the history gets shorter", () => {
    fc.assert(
      fc.property(hours, hours, shares, (a, b, of) => {
        const lost = (length: number): number => lostShare([shortHistoryDoubt(length, INPUTS)], of);
        assert.ok(lost(Math.min(a, b)) >= lost(Math.max(a, b)));
      }),
    );
  });

  it("rises with the distance to what training saw, of any input", () => {
    const feature = (name: string) => ({ name, unit: "1", min: 0, median: 5, max: 10, mean: 5, sd: 2 });
    const features = Array.from({ length: INPUTS }, (_, i) => feature(i === 0 ? "speed.mean/current" : `f${i}`));
    const place = fc.integer({ min: 0, max: INPUTS - 1 });
    fc.assert(
      fc.property(place, hours, hours, shares, fc.boolean(), (at, a, b, of, below) => {
        const lost = (distance: number): number => {
          const vector = features.map((_, i) => (i === at ? (below ? -distance : 10 + distance) : 5));
          return lostShare([outsideDoubt(vector, features, ["speed"], "")], of);
        };
        const [near, far] = [lost(Math.min(a, b)), lost(Math.max(a, b))];
        assert.ok(far >= near && near >= 0);
        if (at === 0 && Math.max(a, b) > 10) assert.ok(far > 0.99, "an unseen operating condition doubts everything");
      }),
    );
  });
});

describe("the factor by which a forecast is widened", () => {
  it("is 1 with nothing lost and rises with what is lost", () => {
    const spread = fc.double({ min: 0, max: 3, noNaN: true });
    fc.assert(
      fc.property(share, share, spread, spread, (a, b, own, lives) => {
        assert.equal(wideningFactor(0, own, lives), 1);
        const [low, high] = [wideningFactor(Math.min(a, b), own, lives), wideningFactor(Math.max(a, b), own, lives)];
        assert.ok(low >= 1 && high >= low && Number.isFinite(high));
        if (Math.max(a, b) - Math.min(a, b) > 1e-9) assert.ok(high > low);
      }),
    );
  });

  it("leaves the spread of the lives themselves where all is lost", () => {
    assert.ok(Math.abs(0.1 * wideningFactor(1, 0.1, 0.6) - 0.6) < 1e-12);
    assert.ok(Math.abs(wideningFactor(0.5, 0.1, 0.6) ** 2 - (1 + 35 / 2)) < 1e-9);
  });

  it("knows the spread of a distribution and of lives on the logarithmic scale", () => {
    const ladder = Array.from({ length: 2001 }, (_, i) => Math.expm1(5 + (i - 1000) / 1000));
    const uniform = (0.841_345 - 0.158_655) * 2 * 0.5;
    assert.ok(Math.abs(logSpreadOf(sampleDistribution(ladder, 1e9)) - uniform) < 1e-3);
    assert.ok(Math.abs(logSpreadOfLives(ladder) - 1 / Math.sqrt(3)) < 1e-3);
    assert.equal(logSpreadOfLives([5]), 0);
  });
});
