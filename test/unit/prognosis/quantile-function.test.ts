import assert from "node:assert/strict";
import fc from "fast-check";
import { quantileFunction } from "../../../models/prognosis/quantile-function.ts";

const near = (actual: number, expected: number, within = 1e-9): void =>
  assert.ok(Math.abs(actual - expected) <= within * Math.max(1, Math.abs(expected)), `${actual} is not ${expected}`);

describe("the quantile function of a forecast", () => {
  it("meets the quantiles it was made of", () => {
    const made = quantileFunction([0.05, 0.5, 0.95], [10, 100, 400]);
    near(made.hoursAt(0), 100);
    near(made.hoursAt(1.6448536269514722), 400);
    near(made.hoursAt(-1.6448536269514722), 10);
  });

  it("is straight in ln(1 + hours) between them and beyond", () => {
    const made = quantileFunction([0.05, 0.5, 0.95], [Math.expm1(1), Math.expm1(2), Math.expm1(4)]);
    const z95 = 1.6448536269514722;
    near(made.hoursAt(z95 / 2), Math.expm1(3));
    near(made.hoursAt(2 * z95), Math.expm1(6));
    near(made.hoursAt(-2 * z95), 0);
    assert.equal(made.hoursAt(-3 * z95), 0);
  });

  it("sorts quantiles that cross", () => {
    const crossed = quantileFunction([0.25, 0.5, 0.75], [50, 40, 60]);
    near(crossed.hoursAt(0), 50);
  });

  it("rises strictly even where all quantiles are equal", () => {
    const flat = quantileFunction([0.1, 0.5, 0.9], [30, 30, 30]);
    assert.ok(flat.hoursAt(0.5) > flat.hoursAt(0));
    assert.ok(flat.hoursAt(0.5) < 30.2);
  });

  it("spreads a single forecast about itself", () => {
    const point = quantileFunction([0.5], [40]);
    near(point.hoursAt(0), 40);
    near(point.hoursAt(point.scoreOf(25)), 25, 1e-9);
    assert.ok(point.hoursAt(1) > 40 && point.hoursAt(-100) >= 0);
  });

  it("refuses no quantile, or one that is not a number", () => {
    assert.throws(() => quantileFunction([], []), { code: "TWIN-PROGNOSIS-002" });
    assert.throws(() => quantileFunction([0.5], [Number.NaN]), { code: "TWIN-PROGNOSIS-002" });
    assert.throws(() => quantileFunction([0.1, 0.9], [10, Number.NaN]), { code: "TWIN-PROGNOSIS-002" });
  });

  it("gives back a life from its score, for any quantiles", () => {
    const life = fc.double({ min: 0, max: 20_000, noNaN: true });
    fc.assert(
      fc.property(fc.array(life, { minLength: 5, maxLength: 5 }), life, (hours, asked) => {
        const made = quantileFunction([0.05, 0.25, 0.5, 0.75, 0.95], hours);
        near(made.hoursAt(made.scoreOf(asked)), asked, 1e-6);
      }),
    );
  });
});
