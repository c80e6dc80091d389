import assert from "node:assert/strict";
import fc from "fast-check";
import { createRandom } from "../../../models/random/random.ts";
import { coverageDrift, lowCoverage, NEWEST_LIVES } from "../../../models/scoring/coverage-drift.ts";
import { lifeThat } from "./life-that.ts";

const driftOf = (held: readonly number[]) => coverageDrift(held.map((one, i) => lifeThat(one, i)));

/** Probability that of n lives, each held with probability 0.9, at most k are. */
const binomial = (k: number, n: number): number => {
  let [sum, term] = [0, 0.1 ** n];
  for (let i = 0; i <= k; i++) {
    sum += term;
    term *= ((n - i) / (i + 1)) * 9;
  }
  return sum;
};

describe("the coverage of matured forecasts against nominal", () => {
  it("is not known before a life has ended in a failure", () => {
    assert.equal(coverageDrift([]), undefined);
    const { metrics: _, ...quiet } = lifeThat(1, 0);
    assert.equal(coverageDrift([{ ...quiet, asFound: "sound", outcome: "quiet" }]), undefined);
  });

  it("bounds the binomial test from above, and is it where nothing was held", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(40), (n, k) => {
        fc.pre(k <= n);
        assert.ok(lowCoverage(k / n, n, 0.9) >= binomial(k, n) - 1e-12);
      }),
    );
    assert.ok(Math.abs(lowCoverage(0, 3, 0.9) - binomial(0, 3)) < 1e-12);
  });

  it("falls with the coverage and with the number of lives", () => {
    const share = fc.double({ min: 0, max: 0.89, noNaN: true });
    fc.assert(
      fc.property(share, share, fc.integer({ min: 1, max: 50 }), (a, b, n) => {
        assert.ok(lowCoverage(Math.min(a, b), n, 0.9) <= lowCoverage(Math.max(a, b), n, 0.9) + 1e-12);
        assert.ok(lowCoverage(a, n + 1, 0.9) <= lowCoverage(a, n, 0.9));
      }),
    );
  });

  it("does not call one bad life a drift, however many forecasts it had, but three that were missed wholly", () => {
    assert.equal(driftOf([0])?.drifted, false);
    const three = driftOf([0, 0, 0]);
    assert.equal(three?.drifted, true);
    assert.ok(Math.abs((three?.pValue ?? 1) - 0.001) < 1e-9);
  });

  it("cries wolf in fewer than one of twenty plants whose intervals hold what they say", () => {
    const random = createRandom(7);
    const plants = Array.from({ length: 400 }, () =>
      driftOf(Array.from({ length: 12 }, () => Number(random.next() < 0.9))),
    );
    assert.ok(plants.filter((one) => one?.drifted).length < 0.05 * plants.length);
  });

  it("sees machines that have changed after many good lives, by the newest of them", () => {
    const good = new Array<number>(60).fill(0.92);
    const drift = driftOf([...good, ...new Array<number>(NEWEST_LIVES).fill(0.6)]);
    assert.equal(drift?.lives, 80);
    assert.ok(Math.abs((drift?.coverage ?? 0) - 0.6) < 1e-9);
    assert.equal(drift?.drifted, true);
    assert.equal(driftOf(good)?.drifted, false);
    assert.deepEqual(
      drift?.course.map(({ endMs }) => endMs),
      drift?.course.map((_, i) => i),
    );
  });
});
