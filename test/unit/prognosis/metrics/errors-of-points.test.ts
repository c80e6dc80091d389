import assert from "node:assert/strict";
import fc from "fast-check";
import { clipTruth } from "../../../../models/prognosis/metrics/clip-truth.ts";
import { nasaScore } from "../../../../models/prognosis/metrics/nasa-score.ts";
import { phm2012Score } from "../../../../models/prognosis/metrics/phm2012-score.ts";
import { rmse } from "../../../../models/prognosis/metrics/rmse.ts";
import { closeTo } from "./close-to.ts";

const of = (rulHours: number, truth: number) => ({ rulHours, truth });
const hours = fc.double({ min: 0, max: 500, noNaN: true });
const forecasts = fc.array(fc.record({ rulHours: hours, truth: hours }), { minLength: 1, maxLength: 20 });

describe("labels clipped at a cap", () => {
  it("holds longer truths at the cap and leaves shorter ones and the forecasts alone", () => {
    assert.deepEqual(clipTruth([of(140, 145), of(100, 90)], 125), [of(140, 125), of(100, 90)]);
  });

  it("never lowers the error of forecasts above the cap, nor raises that of forecasts at or under it", () => {
    fc.assert(
      fc.property(forecasts, hours, (made, cap) => {
        const under = made.map(({ rulHours, truth }) => of(Math.min(rulHours, cap), truth));
        const over = made.map(({ rulHours, truth }) => of(cap + rulHours, Math.min(truth, cap + rulHours)));
        assert.ok(rmse(clipTruth(under, cap)) <= rmse(under));
        assert.ok(rmse(clipTruth(over, cap)) >= rmse(over));
      }),
    );
  });
});

describe("root mean square error", () => {
  it("is the root of the mean square, against the labels that it is given", () => {
    const made = [of(13, 10), of(6, 10), of(10, 10)];
    closeTo(rmse(made), Math.sqrt(25 / 3));
    closeTo(rmse(clipTruth(made, 6)), Math.sqrt((49 + 0 + 16) / 3));
  });

  it("is unknown without forecasts", () => assert.ok(Number.isNaN(rmse([]))));

  it("is at least the mean error, and 0 only if all are exact", () => {
    fc.assert(
      fc.property(forecasts, (made) => {
        const off = made.map(({ rulHours, truth }) => rulHours - truth);
        const bias = Math.abs(off.reduce((a, b) => a + b, 0) / off.length);
        assert.ok(rmse(made) >= bias - 1e-9);
        assert.equal(rmse(made.map(({ truth }) => of(truth, truth))), 0);
      }),
    );
  });
});

describe("NASA's score", () => {
  it("costs e - 1 at 13 cycles early and at 10 late, nothing if exact, and is a sum", () => {
    closeTo(nasaScore([of(87, 100)]), Math.E - 1);
    closeTo(nasaScore([of(110, 100)]), Math.E - 1);
    closeTo(nasaScore([of(87, 100), of(110, 100), of(100, 100)]), 3.43656365691809);
    closeTo(nasaScore([of(95, 100)]), 0.469049194, 1e-9);
    assert.equal(nasaScore([]), 0);
  });

  it("counts in cycles of the length it is told", () => closeTo(nasaScore([of(120, 100)], 2), Math.E - 1));

  it("is never below 0, and costs more for late than for as much early", () => {
    fc.assert(
      fc.property(hours, fc.double({ min: 0.01, max: 200, noNaN: true }), (truth, off) => {
        const early = nasaScore([of(truth - off, truth)]);
        assert.ok(early > 0 && nasaScore([of(truth + off, truth)]) > early);
      }),
    );
  });
});

describe("the PHM 2012 score", () => {
  it("halves with every 5 % late and every 20 % early", () => {
    closeTo(phm2012Score([of(105, 100)]), 0.5);
    closeTo(phm2012Score([of(80, 100)]), 0.5);
    closeTo(phm2012Score([of(105, 100), of(80, 100), of(110, 100), of(100, 100), of(60, 100)]), 0.5);
  });

  it("gives a dead machine's forecast a point if it is exact, else none", () => {
    assert.equal(phm2012Score([of(0, 0)]), 1);
    assert.equal(phm2012Score([of(1, 0)]), 0);
  });

  it("is unknown without forecasts", () => assert.ok(Number.isNaN(phm2012Score([]))));

  it("stays within 0 and 1 and does not depend on the unit of time", () => {
    fc.assert(
      fc.property(forecasts, (made) => {
        const score = phm2012Score(made);
        const eighths = made.map(({ rulHours, truth }) => of(rulHours * 8, truth * 8));
        assert.ok(score >= 0 && score <= 1);
        closeTo(phm2012Score(eighths), score);
      }),
    );
  });
});
