import assert from "node:assert/strict";
import fc from "fast-check";
import { cumulativeRelativeAccuracy } from "../../../../models/prognosis/metrics/cumulative-relative-accuracy.ts";
import { relativeAccuracy } from "../../../../models/prognosis/metrics/relative-accuracy.ts";
import { closeTo } from "./close-to.ts";

const of = (rulHours: number, truth: number) => ({ rulHours, truth });
const hours = fc.double({ min: 0.01, max: 1000, noNaN: true });

describe("relative accuracy", () => {
  it("is relative to what was left, not to the time of the event", () => {
    closeTo(relativeAccuracy(of(90, 100)), 0.9);
    closeTo(relativeAccuracy(of(20, 10)), 0);
    closeTo(relativeAccuracy(of(30, 10)), -1);
  });

  it("is unknown where nothing is left", () => assert.ok(Number.isNaN(relativeAccuracy(of(0, 0)))));

  it("is 1 at best, as good for early as for as much late, and without unit", () => {
    fc.assert(
      fc.property(hours, hours, (truth, off) => {
        const late = relativeAccuracy(of(truth + off, truth));
        assert.ok(late < 1);
        closeTo(relativeAccuracy(of(truth - off, truth)), late, 1e-6);
        closeTo(relativeAccuracy(of((truth + off) * 24, truth * 24)), late, 1e-6);
        assert.equal(relativeAccuracy(of(truth, truth)), 1);
      }),
    );
  });
});

describe("cumulative relative accuracy", () => {
  it("is the mean over a life, without its very end", () => {
    closeTo(cumulativeRelativeAccuracy([of(90, 100), of(40, 50), of(13, 10), of(1, 0)]), (0.9 + 0.8 + 0.7) / 3);
  });

  it("is unknown if no forecast has a life left", () => {
    assert.ok(Number.isNaN(cumulativeRelativeAccuracy([of(1, 0)])));
    assert.ok(Number.isNaN(cumulativeRelativeAccuracy([])));
  });
});
